"""Imputation along time needs the other periods."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where


def needs_a_panel(by: str) -> MethodError:
    """Return the error of a rule along time that met a single period."""
    return MethodError(
        Problem(
            Text(
                zh=f"插补方法 {by} 需要多个时期的数据，而本指数只用一个时期",
                en=f"the imputation {by} needs several periods, and this index is built on one",
            ),
            Where(file="index.yaml", field="method.impute"),
            Text(
                zh="请按面板（多时期）编制，或改用 median、mean、knn、em",
                en="build it as a panel, or use median, mean, knn or em",
            ),
        )
    )
