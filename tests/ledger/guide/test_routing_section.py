"""The guide says where a case goes and how repeated requests are found."""

from __future__ import annotations

from quheng.ledger.guide import markdown, page
from quheng.ledger.programmes import load_roles
from tests.ledger.small import small_programme

EDITS = (
    ("  - {id: offices,",
     "  - {id: office, type: organisation, title: {zh: 承办, en: Office}}\n  - {id: offices,"),
    ("acts: {assign", "routing: [{if: fragile, to: fire}, {if: given(office), nearest: street, of: office},"
     " {nearest: district, of: created}, {field: office}]\n"
     "similar: {by: [owner_phone, thing]}\nacts: {assign"),
)  # fmt: skip


def rows_under(text, title):
    section = text.split(f"## {title}\n\n")[1].split("\n## ")[0]
    return section.strip().splitlines()[2:]


def test_the_rules_in_their_order():
    shown = page(small_programme(*EDITS), load_roles())
    assert rows_under(markdown(shown, "en"), "Where it goes, unless a person says otherwise") == [
        "| 1 | “Fragile” is yes | fire |",
        "| 2 | “Office” is filled in | the street of the one in “Office” |",
        "| 3 | in all other cases | the district of the organisation that received it |",
        "| 4 | in all other cases | the organisation in “Office” |",
    ]
    assert rows_under(markdown(shown, "zh"), "派给谁") == [
        "| 1 | “易碎”为是 | fire |",
        "| 2 | 已填写“承办” | “承办”所在的街道乡镇 |",
        "| 3 | 其余情形 | 受理机构所在的区县 |",
        "| 4 | 其余情形 | “承办”所填机构 |",
    ]


def test_repeated_requests():
    shown = page(small_programme(*EDITS), load_roles())
    assert rows_under(markdown(shown, "en"), "How repeated requests are found") == [
        "| Owner's telephone, Thing | 30 days before and after |"
    ]
    assert rows_under(markdown(shown, "zh"), "怎样查重") == ["| 失主电话、物品 | 前后 30 天 |"]
