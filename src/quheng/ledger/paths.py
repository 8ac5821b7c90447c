"""The path of an organisation in the tree: four digits for each level, so that a subtree is a range.

Digits alone, because every collation of every database orders them alike: `0001`, `00010003`, `0002`.
"""

from __future__ import annotations

WIDTH = 4
LARGEST = 9_999
DEEPEST = 16


def child_path(parent: str, position: int) -> str:
    """Return the path of the `position`-th child, from 1.

    Raises
    ------
    ValueError
        Where a parent would have more than 9999 children, or the tree more than 16 levels.
    """
    if not 1 <= position <= LARGEST or len(parent) >= WIDTH * DEEPEST:
        raise ValueError(f"no child {position} below {parent!r}")
    return f"{parent}{position:0{WIDTH}d}"


def position_of(path: str) -> int:
    """Return which child of its parent a path is."""
    return int(path[-WIDTH:])


def subtree(path: str) -> tuple[str, str]:
    """Return from which path on, and before which, the organisation and all below it stand.

    A letter comes after every digit, so the end lies behind all that continues the path with digits.
    """
    return path, f"{path}A"


def upwards(path: str) -> tuple[str, ...]:
    """Return the path of an organisation and of each above it, the topmost first."""
    return tuple(path[:end] for end in range(WIDTH, len(path) + 1, WIDTH))


def lies_under(path: str, root: str) -> bool:
    """Whether an organisation is `root` or below it."""
    return path.startswith(root)
