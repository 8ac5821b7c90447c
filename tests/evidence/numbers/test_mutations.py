"""Change one thing in a sentence, and that thing changes in the claim, and nothing else."""

from __future__ import annotations

import pytest

from tests.evidence.numerals import read

SENTENCE = "截至年底，全县新增科技企业128家，完成工业投资36.4亿元，同比增长9.5%，占全市的近12%。"
BEFORE = read(SENTENCE)


def changed(old: str, new: str) -> dict[str, tuple[object, object]]:
    """Return field → before and after, of the one claim that a change of words touches."""
    after = read(SENTENCE.replace(old, new))
    assert len(after) == len(BEFORE)
    touched = [pair for pair in zip(BEFORE, after, strict=True) if pair[0] != pair[1]]
    (pair,) = touched
    return {
        name: (old, new)
        for name, old, new in zip(pair[0]._fields, pair[0], pair[1], strict=True)
        if old != new and name != "words"
    }


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("128家", "131家", {"value": (128, 131)}),
        ("128家", "128户", {"measure": ("家", "户")}),
        ("128家", "128余家", {"hedge": ("none", "over")}),
        ("36.4亿元", "36.4万元", {"value": (3_640_000_000, 364_000)}),
        ("36.4亿元", "36.4亿美元", {"measure": ("元", "美元")}),
        ("36.4亿元", "约36.4亿元", {"hedge": ("none", "about")}),
        ("增长9.5%", "下降9.5%", {"value": (9.5, -9.5)}),
        ("增长9.5%", "增长9.5个百分点", {"measure": ("%", "百分点")}),
        ("近12%", "12%", {"hedge": ("near", "none")}),
        ("近12%", "12%以上", {"hedge": ("near", "over")}),
        ("新增科技", "累计引进科技", {"kind": ("new", "cumulative")}),
    ],
)
def test_one_change(old, new, difference):
    assert changed(old, new) == difference
