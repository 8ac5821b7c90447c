"""Say that a mean is not defined on the values that it met."""

from __future__ import annotations

import numpy as np

from quheng.bilingual import Text, counted
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Booleans, Floats

POSITIVE_SCALE = Text(
    zh="请改用取值为正的标准化方法，如 {by: minmax, to: [1, 100]} 或 {by: zscore, mean: 50, sd: 10}",
    en="normalise onto a positive scale, such as {by: minmax, to: [1, 100]} "
    "or {by: zscore, mean: 50, sd: 10}",
)


def require_non_negative(children: Floats, method: Text) -> None:
    """Refuse negative children (n_units, n_children); NaN is no value."""
    refuse(
        children,
        children < 0,
        Text(zh=f"{method.zh}要求非负数", en=f"{method.en} needs values of zero or more"),
        Text(zh="负值", en="negative"),
    )


def require_positive(children: Floats, method: Text) -> None:
    """Refuse children (n_units, n_children) of zero or less; NaN is no value."""
    refuse(
        children,
        children <= 0,
        Text(zh=f"{method.zh}要求正数", en=f"{method.en} needs values above zero"),
        Text(zh="零或负值", en="zero or less"),
    )


def refuse(values: Floats, bad: Booleans, needs: Text, what: Text, remedy: Text = POSITIVE_SCALE) -> None:
    """Raise a MethodError where some values are bad, with their number and the least of them.

    Parameters
    ----------
    values, bad
        Of one shape.
    needs
        What the method needs.
    what
        What the bad values are.
    remedy
        What to do.
    """
    number = np.count_nonzero(bad)
    if number == 0:
        return
    least = values[bad].min()
    raise MethodError(
        Problem(
            Text(
                zh=f"{needs.zh}，但有 {number} 个{what.zh}（最小 {least:.6g}）",
                en=f"{needs.en}, but {counted(number, 'is', 'are')} {what.en} (the least is {least:.6g})",
            ),
            Where(file="index.yaml", field="method.aggregate"),
            remedy,
        )
    )
