"""The functions that expressions may call: exact on known values, with certain bounds on unknown ones.

A list that is not known is an `Unknown` with the bounds of its entries.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text
from quheng.scorecard.exact import Number, lowest
from quheng.scorecard.expressions.composite import (
    covered_mean,
    covered_weighted_mean,
    geometric_mean,
    kendall,
    min_max,
    ranks,
    weighted_geometric_mean,
    weighted_mean,
)
from quheng.scorecard.expressions.kinds import BOOLEAN, DATE, MAP, NUMBER, NUMBERS, TEXT, TEXTS, WHOLE, Kind
from quheng.scorecard.unknown import Truth, Unknown, blend, bounds, hole, needing_all, same, some

NO_DENOMINATOR = Text(zh="分母为 0", en="the denominator is 0")
NO_ENTRY = Text(zh="列表中没有这一项", en="the list has no such entry")
NO_DATE = Text(zh="没有这一天", en="there is no such day")


@dataclass(frozen=True)
class Function:
    """One function of the language.

    Parameters
    ----------
    takes
        The kinds of its arguments; several tuples where there are several forms.
    gives
        What it returns.
    known
        Its value where every argument is known; may return a hole.
    unknown
        Its bounds where an argument is not; without it the result is just unknown.
    many
        Whether the last argument may be repeated.
    """

    takes: tuple[tuple[Kind, ...], ...]
    gives: Kind
    known: Callable[..., Any]
    unknown: Callable[..., Any] | None = None
    many: bool = False

    def __call__(self, *arguments: Any) -> Any:
        """Return the value, or what is certain of it."""
        open_ones = [part for value in arguments for part in _parts(value) if isinstance(part, Unknown)]
        if not open_ones:
            return self.known(*arguments)
        if self.unknown is not None:
            return self.unknown(*arguments)
        return needing_all(open_ones)


def _parts(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple) else (value,)


def ratio(over: Number, under: Number) -> Any:
    """Return over / under as an exact fraction; without a denominator the ratio is unavailable."""
    if under == 0:
        return hole(NO_DENOMINATOR, unavailable=True)
    return lowest(Fraction(over) / under)


def _open_ratio(over: Any, under: Any) -> Any:
    """Bound a ratio of values that may be unknown; a denominator that may be 0 leaves a hole."""
    if not isinstance(under, Unknown) and under == 0:
        return hole(NO_DENOMINATOR, unavailable=True)
    (over_low, over_high), (under_low, under_high) = bounds(over), bounds(under)
    both = needing_all((over, under))
    unavailable = isinstance(under, Unknown)
    holes = both.holes
    if under_low <= 0 <= under_high:
        holes = (*holes, NO_DENOMINATOR)
        low = 0 if under_low >= 0 and over_low >= 0 else -math.inf
        high = math.inf
    else:
        corners = [_over(a, b) for a in (over_low, over_high) for b in (under_low, under_high)]
        low, high = min(corners), max(corners)
    return Unknown(both.causes, low, high, holes, unavailable)


def _over(over: Any, under: Any) -> Any:
    if math.inf in (under, -under):
        return 0
    if math.inf in (over, -over):
        return over if under > 0 else -over
    return lowest(Fraction(over) / under)


def _open_list(*arguments: Any) -> Sequence[Any] | None:
    """Return the entries where the list itself is known, None where it is not."""
    if len(arguments) == 1:
        return arguments[0] if isinstance(arguments[0], tuple) else None
    return arguments


def _open_total(values: Any) -> Any:
    if isinstance(values, Unknown):
        return blend((values,), 0 if values.low >= 0 else -math.inf)
    both = [bounds(value) for value in values]
    return blend(values, sum(low for low, _ in both), sum(high for _, high in both))


def _mean(values: Sequence[Number]) -> Any:
    return ratio(sum(values), len(values)) if values else hole(NO_ENTRY)


def _open_mean(values: Any) -> Any:
    if isinstance(values, Unknown):
        return values
    total = _open_total(values)
    return blend((total,), _over(total.low, len(values)), _over(total.high, len(values)))


def _extreme(pick: Callable[[Sequence[Any]], Any]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """Return the least or the greatest of a list or of several arguments, and its bounds."""

    def known(*arguments: Any) -> Any:
        values = _open_list(*arguments)
        return pick(values) if values else hole(NO_ENTRY)

    def unknown(*arguments: Any) -> Any:
        values = _open_list(*arguments)
        if values is None:
            return blend(arguments, *bounds(arguments[0]))
        both = [bounds(value) for value in values]
        low, high = pick([low for low, _ in both]), pick([high for _, high in both])
        return blend(values, low, high)

    return known, unknown


def _last(values: Sequence[Any]) -> Any:
    return values[-1] if values else hole(NO_ENTRY)


def _open_last(values: Any) -> Any:
    return values if isinstance(values, Unknown) else _last(values)


def entry(values: Any, index: Any) -> Any:
    """Return one entry of a list; one that it does not have is a hole."""
    if isinstance(values, Unknown) or isinstance(index, Unknown):
        return blend((values, index), *(bounds(values) if isinstance(values, Unknown) else ()))
    return values[index] if 0 <= index < len(values) else hole(NO_ENTRY)


def mean_growth(values: Sequence[Number]) -> Any:
    """Return the mean yearly growth of the working guidance 国科火字〔2016〕195号.

    g = ½ (Y2/Y1 + Y3/Y2) − 1. With Y1 = 0 it is Y3/Y2 − 1, with Y2 = 0 it is 0; of two years Y2/Y1 − 1; of
    one year 0.
    """
    if len(values) < 2:
        return 0
    if len(values) == 2:
        growth = ratio(values[1], values[0])
        return growth if isinstance(growth, Unknown) else growth - 1
    first, second, third = values[-3:]
    if second == 0:
        return 0
    recent = Fraction(third) / second
    if first == 0:
        return lowest(recent - 1)
    return lowest((Fraction(second) / first + recent) / 2 - 1)


def _date(*parts: Any) -> Any:
    try:
        return date.fromisoformat(parts[0]) if len(parts) == 1 else date(*parts)
    except (ValueError, TypeError, OverflowError):
        return hole(NO_DATE)


def _days(start: date, end: date) -> int:
    return (end - start).days


def _age(birth: date, on: date) -> int:
    """Return completed years (周岁); who was born on 29 February completes one on 1 March of common years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def add_months(start: date, months: Number) -> Any:
    """Return the same day so many months on, else the month's end (Civil Code art. 202)."""
    if months != int(months):
        return hole(Text(zh="月数应为整数", en="months must be a whole number"))
    year, month = divmod(start.year * 12 + start.month - 1 + int(months), 12)
    if not 1 <= year <= date.max.year:
        return hole(NO_DATE)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _add_years(start: date, years: Number) -> Any:
    return add_months(start, years * 12)


def _add_days(start: date, count: Number) -> Any:
    try:
        return start + timedelta(days=int(count)) if count == int(count) else hole(NO_DATE)
    except OverflowError:
        return hole(NO_DATE)


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def contained(value: Any, values: Any) -> Truth:
    """Return whether a list has a value."""
    if isinstance(values, Unknown):
        return blend((value, values))
    return some(same(value, one) for one in values)


def _intersects(left: Any, right: Any) -> Truth:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return blend((left, right))
    return some(contained(one, right) for one in left)


def _contains_all(container: Any, parts: Any) -> Truth:
    if isinstance(container, Unknown) or isinstance(parts, Unknown):
        return blend((container, parts))
    held = [contained(one, container) for one in parts]
    return False if False in held else blend(held) if any(isinstance(one, Unknown) for one in held) else True


def _open_size(values: Any) -> Any:
    return blend((values,), 0) if isinstance(values, Unknown) else len(values)


_least, _open_least = _extreme(min)
_greatest, _open_greatest = _extreme(max)

FUNCTIONS: dict[str, Function] = {
    "abs": Function(((NUMBER,),), NUMBER, abs),
    "add_days": Function(((DATE, NUMBER),), DATE, _add_days),
    "add_months": Function(((DATE, NUMBER),), DATE, add_months),
    "add_years": Function(((DATE, NUMBER),), DATE, _add_years),
    "age": Function(((DATE, DATE),), WHOLE, _age),
    "covered_mean": Function(((NUMBERS, NUMBER),), NUMBER, covered_mean, covered_mean),
    "covered_weighted_mean": Function(
        ((NUMBERS, NUMBERS, NUMBER),), NUMBER, covered_weighted_mean, covered_weighted_mean
    ),
    "date": Function(((TEXT,), (NUMBER, NUMBER, NUMBER)), DATE, _date),
    "days": Function(((DATE, DATE),), WHOLE, _days),
    "geomean": Function(((NUMBERS,),), NUMBER, geometric_mean),
    "kendall": Function(((TEXTS, TEXTS),), NUMBER, kendall),
    "last": Function(((NUMBERS,),), NUMBER, _last, _open_last),
    "max": Function(((NUMBERS,), (NUMBER, NUMBER)), NUMBER, _greatest, _open_greatest, many=True),
    "mean": Function(((NUMBERS,),), NUMBER, _mean, _open_mean),
    "mean_growth": Function(((NUMBERS,),), NUMBER, mean_growth),
    "min": Function(((NUMBERS,), (NUMBER, NUMBER)), NUMBER, _least, _open_least, many=True),
    "minmax": Function(((MAP, TEXT),), MAP, min_max),
    "month": Function(((DATE,),), TEXT, _month),
    "ranks": Function(((MAP,),), MAP, ranks),
    "ratio": Function(((NUMBER, NUMBER),), NUMBER, ratio, _open_ratio),
    "sets.contains": Function(((TEXTS, TEXTS), (NUMBERS, NUMBERS)), BOOLEAN, _contains_all, _contains_all),
    "sets.intersects": Function(((TEXTS, TEXTS), (NUMBERS, NUMBERS)), BOOLEAN, _intersects, _intersects),
    "size": Function(((NUMBERS,), (TEXTS,), (MAP,)), WHOLE, len, _open_size),
    "sum": Function(((NUMBERS,),), NUMBER, sum, _open_total),
    "weighted_geomean": Function(((NUMBERS, NUMBERS),), NUMBER, weighted_geometric_mean),
    "weighted_mean": Function(((NUMBERS, NUMBERS),), NUMBER, weighted_mean),
}
