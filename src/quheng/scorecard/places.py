"""Where in its files a line of a rule stands, for messages."""

from __future__ import annotations

from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quheng.errors import Where

Path = tuple[str | int, ...]
"""Keys, positions and ids from the top: ("gates", "age", "when")."""


@dataclass(frozen=True)
class Places:
    """The files of a rule, the one that changes another first."""

    files: tuple[tuple[str, str], ...]

    def find(self, path: Path) -> Where:
        """Return the file and line of a path; the file alone where it stands in none of them."""
        field = ".".join(str(part) for part in path)
        best: tuple[int, str, int | None] = (-1, self.files[0][0] if self.files else "", None)
        for file, text in self.files:
            root = YAML(typ="safe", pure=True).compose(text)
            for start in _starts(root):
                depth, line = _follow(start, path)
                if depth > best[0]:
                    best = (depth, file, line)
        return Where(file=best[1] or None, row=best[2], field=field or None)


def _starts(root: Node | None) -> list[Node]:
    """Return the document and the versions in it: a line may stand in either."""
    if not isinstance(root, MappingNode):
        return []
    versions = _step(root, "versions")
    return [root, *(versions[0].value if versions and isinstance(versions[0], SequenceNode) else [])]


def _follow(node: Node, path: Path) -> tuple[int, int | None]:
    """Return how many parts of the path were found, and the line of the last."""
    depth, line = 0, None
    for part in path:
        step = _step(node, part)
        if step is None:
            break
        node, row = step
        depth, line = depth + 1, row + 1
    return depth, line


def _step(node: Node, part: str | int) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == str(part):
                return value, key.start_mark.line
    elif isinstance(node, SequenceNode):
        for position, entry in enumerate(node.value):
            if position == part or (isinstance(part, str) and _id(entry) == part):
                return entry, entry.start_mark.line
    return None


def _id(node: Node) -> str | None:
    found = _step(node, "id") if isinstance(node, MappingNode) else None
    return found[0].value if found and isinstance(found[0], ScalarNode) else None
