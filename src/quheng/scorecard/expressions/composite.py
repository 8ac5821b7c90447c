"""The steps of a composite index as functions: scale, rank, average, compare two orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations
from typing import Any

from quheng.bilingual import Text
from quheng.scorecard.exact import Number, lowest
from quheng.scorecard.unknown import Unknown, blend, hole

NO_SPREAD = Text(
    zh="各值相等，不含信息，不给分", en="no information: all values are equal and cannot be scaled"
)
NO_VALUES = Text(zh="没有一个值", en="there are no values")
NEGATIVE = Text(zh="几何平均不能有负数", en="a geometric mean is not defined for negative values")
WRONG_WEIGHTS = Text(
    zh="权重应与各值一一对应，不得为负，不得全为 0",
    en="there must be one weight for each value, none negative, not all 0",
)
NO_PAIRS = Text(
    zh="两个次序共有的名称不足两个，或有重复",
    en="the two orders have fewer than two names in common, or one twice",
)

WORKING_DIGITS = 28


def min_max(values: Mapping[str, Any], direction: str) -> Any:
    """Scale a map to 0-100, the best 100: by (x − lo)/(hi − lo), or (hi − x)/(hi − lo) for "-".

    A unit whose value is unknown has no score, and does not count for lo and hi. Where all values are equal
    they carry no information: no unit has a score.
    """
    known = {name: value for name, value in values.items() if not isinstance(value, Unknown)}
    if not known:
        return blend(values.values()) if values else hole(NO_VALUES)
    low, high = min(known.values()), max(known.values())
    if low == high:
        return hole(NO_SPREAD)
    worst = low if direction == "+" else high
    step = Fraction(100) / (high - low)
    return {
        name: lowest(step * abs(Fraction(value) - worst)) if name in known else _open(value)
        for name, value in values.items()
    }


def ranks(values: Mapping[str, Any]) -> Any:
    """Rank a map, the greatest first, equal values alike (1, 2, 2, 4); the unknown are not ranked."""
    known = [value for value in values.values() if not isinstance(value, Unknown)]
    return {
        name: _open(value) if isinstance(value, Unknown) else 1 + sum(value < other for other in known)
        for name, value in values.items()
    }


def _open(value: Unknown) -> Unknown:
    """Return an unknown of the same causes on another scale."""
    return Unknown(value.causes, holes=value.holes)


def weighted_mean(values: Sequence[Number], weights: Sequence[Number]) -> Any:
    """Return Σ wx / Σ w."""
    if not _are_weights(weights, values):
        return hole(WRONG_WEIGHTS)
    products = (weight * value for weight, value in zip(weights, values, strict=True))
    return lowest(Fraction(sum(products)) / sum(weights))


def covered_mean(values: Any, least: Any) -> Any:
    """Return the mean of the values that are known, where they are `least` of all or more."""
    return covered_weighted_mean(values, (1,) * len(values) if isinstance(values, tuple) else values, least)


def covered_weighted_mean(values: Any, weights: Any, least: Any) -> Any:
    """Return Σ wx / Σ w over the values that are known, where their weights are `least` of all or more."""
    whole = (values, weights, least, *(weights if isinstance(weights, tuple) else ()))
    if any(isinstance(one, Unknown) for one in whole):
        return blend(whole)
    if not values:
        return hole(NO_VALUES)
    if not _are_weights(weights, values):
        return hole(WRONG_WEIGHTS)
    known = [pair for pair in zip(weights, values, strict=True) if not isinstance(pair[1], Unknown)]
    covered = Fraction(sum(weight for weight, _ in known)) / sum(weights)
    if not covered or covered < least:
        missing = blend(values)
        why = Text(
            zh=f"已有数值的权重占 {lowest(covered)}，不足 {least}",
            en=f"the values that are known have {lowest(covered)} of the weight, less than {least}",
        )
        return Unknown(missing.causes, holes=(*missing.holes, why))
    return weighted_mean([value for _, value in known], [weight for weight, _ in known])


def geometric_mean(values: Sequence[Number]) -> Any:
    """Return the geometric mean, rounded to `WORKING_DIGITS` digits: a root is not a fraction."""
    return weighted_geometric_mean(values, (1,) * len(values))


def weighted_geometric_mean(values: Sequence[Number], weights: Sequence[Number]) -> Any:
    """Return ∏ x^(w / Σ w), rounded to `WORKING_DIGITS` digits."""
    if not values:
        return hole(NO_VALUES)
    if not _are_weights(weights, values):
        return hole(WRONG_WEIGHTS)
    if any(value < 0 for value in values):
        return hole(NEGATIVE)
    counted = [(value, weight) for value, weight in zip(values, weights, strict=True) if weight]
    if any(value == 0 for value, _ in counted):
        return 0
    with localcontext() as context:
        context.prec = WORKING_DIGITS + 10
        whole, product = _decimal(sum(weights)), Decimal(1)
        for value, weight in counted:
            product *= _decimal(value) ** (_decimal(weight) / whole)
        context.prec = WORKING_DIGITS
        return lowest(Fraction(+product))


def _decimal(number: Number) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _are_weights(weights: Sequence[Number], values: Sequence[Any]) -> bool:
    return len(weights) == len(values) and all(one >= 0 for one in weights) and sum(weights) > 0


def kendall(first: Sequence[str], second: Sequence[str]) -> Any:
    """Return Kendall's τ of two orders: (concordant − discordant) / pairs, over the names in both.

    References
    ----------
    Kendall, M. G. (1938). A new measure of rank correlation. Biometrika 30(1/2), 81-93.
    """
    place = {name: at for at, name in enumerate(second)}
    common = [place[name] for name in first if name in place]
    if len(common) < 2 or len(place) < len(second) or len(set(first)) < len(first):
        return hole(NO_PAIRS)
    pairs = [1 if earlier < later else -1 for earlier, later in combinations(common, 2)]
    return lowest(Fraction(sum(pairs), len(pairs)))
