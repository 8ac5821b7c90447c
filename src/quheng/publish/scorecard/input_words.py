"""What a rule asks for, as a table: each input with its code, type, unit and how to fill it in."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quheng.bilingual import Text, listed
from quheng.publish.scorecard.document import Table
from quheng.publish.scorecard.number_words import measure_words, number, same
from quheng.scorecard.declared import ChoiceInput, Input, InputBase, ListInput, NumberInput, StructInput

TYPES = {
    "boolean": Text(zh="是/否", en="yes or no"),
    "integer": Text(zh="整数", en="whole number"),
    "decimal": Text(zh="数", en="number"),
    "text": Text(zh="文字", en="text"),
    "choice": Text(zh="选择", en="choice"),
    "date": Text(zh="日期", en="day"),
    "list": Text(zh="列表", en="list"),
    "struct": Text(zh="一组", en="group"),
    "map": Text(zh="名称与数", en="numbers by name"),
}


def input_table(inputs: Sequence[Input]) -> Table:
    """Return the table of inputs; the fields of a group below it."""
    rows: list[list[Text]] = []
    for one in inputs:
        rows.append(_row(one, one.id))
        if isinstance(one, StructInput):
            rows += [_row(field, f"{one.id}.{field.id}") for field in one.fields_]
    heads = [
        Text(zh="项目", en="Input"),
        Text(zh="代码", en="Code"),
        Text(zh="类型", en="Type"),
        Text(zh="单位", en="Unit"),
        Text(zh="填法", en="How to fill it in"),
    ]
    return Table(heads, rows, layout="inputs")


def _row(one: Input, name: str) -> list[Text]:
    parts = [*_range(one), *([one.help] if one.help else []), *([one.unused] if one.unused else [])]
    how = (
        Text(zh="；".join(part.zh for part in parts), en="; ".join(part.en for part in parts))
        if parts
        else same("—")
    )
    return [
        one.name,
        same(name),
        TYPES[one.type],
        measure_words(one.measure) if one.measure else same("—"),
        how,
    ]


def _range(one: InputBase) -> list[Text]:
    found: list[Text] = []
    if isinstance(one, ChoiceInput):
        pairs = [
            (
                key,
                key if text.zh == key else f"{key} {text.zh}",
                key if text.en == key else f"{key} {text.en}",
            )
            for key, text in one.choices.items()
        ]
        found.append(Text(zh="、".join(zh for _, zh, _ in pairs), en=", ".join(en for _, _, en in pairs)))
    if isinstance(one, ListInput):
        least, most = one.size or (0, 0)
        if most:
            count = str(least) if least == most else f"{least}–{most}"
            found.append(Text(zh=f"{count} 项，按先后", en=f"{count} entries in order"))
        if isinstance(one.max, tuple):
            tops = listed(map(number, one.max))
            found.append(Text(zh=f"依次至多 {tops.zh}", en=f"at most {tops.en} in order"))
    if isinstance(one, NumberInput | ListInput) and not isinstance(one.max, tuple):
        found += _bounds(one.min, one.max)
    return found


def _bounds(low: int | Fraction | None, high: int | Fraction | None) -> list[Text]:
    if low is None:
        found = [Text(zh="可为负", en="may be negative")]
        return (
            [*found, Text(zh=f"至多 {number(high)}", en=f"at most {number(high)}")]
            if high is not None
            else found
        )
    if high is not None:
        return [Text(zh=f"{number(low)} 至 {number(high)}", en=f"{number(low)} to {number(high)}")]
    return [] if low == 0 else [Text(zh=f"至少 {number(low)}", en=f"at least {number(low)}")]
