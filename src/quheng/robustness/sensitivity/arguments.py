"""Arguments that cannot be: each is refused with what was found and what is allowed."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where


def refusal(name: str, found: object, allowed: Text) -> MethodError:
    """Return the error of an argument that cannot be."""
    what = Text(zh=f"{name} = {found!r} 不可用", en=f"{name} = {found!r} cannot be used")
    return MethodError(Problem(what, Where(field=name), allowed))


def check_bootstrap(bootstrap: int, level: float) -> None:
    """Refuse a number of resamples or a level of intervals that cannot be.

    Raises
    ------
    MethodError
        Where `bootstrap` is negative, or `level` not between 0 and 1.
    """
    if bootstrap < 0:
        raise refusal("bootstrap", bootstrap, Text(zh="不小于 0", en="it is 0 or more"))
    if not 0 < level < 1:
        raise refusal("level", level, Text(zh="应大于 0、小于 1", en="it is more than 0 and less than 1"))
