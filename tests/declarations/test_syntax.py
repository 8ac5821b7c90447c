"""What people mistype in YAML is named, in their language."""

from __future__ import annotations

import re

import pytest

import quheng
from quheng.errors import DeclarationError
from tests.conftest import HAND_INDEX


def problem_of(make_folder, index):
    with pytest.raises(DeclarationError) as caught:
        quheng.open(make_folder(index))
    return caught.value.problems


@pytest.mark.parametrize(
    ("old", "new", "zh"),
    [
        ("index: hand\n", "index: hand\nindex: other\n", "键重复"),
        ("  replicates: 500", "\treplicates: 500", "制表符"),
        ("title: Computed by hand", "title: Computed: by hand", "冒号"),
        ("title: Computed by hand", 'title: "Computed by hand', "语法有误"),
        ("[minmax, zscore, rank]", "[minmax, zscore, rank", "语法有误"),
    ],
)
def test_the_parser_speaks_both_languages(make_folder, old, new, zh):
    (problem,) = problem_of(make_folder, HAND_INDEX.replace(old, new, 1))
    assert zh in problem.what.zh
    assert not re.search(r"[a-z]{3}", problem.what.zh.replace("YAML", ""))
    assert problem.where.row


@pytest.mark.parametrize(
    ("old", "new", "mark"), [("seed: 7", "seed：7", "："), ("[minmax, zscore", "[minmax， zscore", "，")]
)
def test_a_full_width_mark_is_named_with_its_line(make_folder, old, new, mark):
    index = HAND_INDEX.replace(old, new, 1)
    if mark == "，":
        index = index.replace("replicates: 500", "replicates 500")
    line = next(number for number, text in enumerate(index.splitlines(), 1) if mark in text)
    (problem, *_) = problem_of(make_folder, index)
    assert f"第 {line} 行有全角符号“{mark}”" in problem.remedy.zh


def test_a_broken_entry_does_not_make_its_list_too_short(make_folder):
    problems = problem_of(make_folder, HAND_INDEX.replace("direction: -1", "direction: 2"))
    assert len(problems) == 1


def test_an_only_child_needs_no_weight(make_folder):
    index = HAND_INDEX.replace("weights: equal", "weights: {pillars: given, index: equal}")
    for line in ("      - {code: b, title: B, measure: points, direction: -1}\n",):
        index = index.replace(line, "")
    index = index.replace("denominators:\n", "denominators:\n  - {code: b, title: B, measure: points}\n")
    index = index.replace("{code: c,", "{code: c, weight: 1/2,").replace(
        "{code: d,", "{code: d, weight: 1/2,"
    )
    assert quheng.open(make_folder(index)).build().effective_weights["a"] == 0.5
