"""An argument that is not among what is allowed."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where


def out_of_range(name: str, found: object, allowed: Text) -> MethodError:
    """Return the error that says what was found, and what is allowed."""
    what = Text(zh=f"{name} = {found} 超出范围", en=f"{name} = {found} is out of range")
    return MethodError(Problem(what, Where(field=name), allowed))
