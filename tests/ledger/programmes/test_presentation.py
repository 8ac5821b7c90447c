"""What is live follows the newest version: words and routing; never what the law gave the case."""

from __future__ import annotations

from quheng.ledger.programmes.presentation import presented
from tests.ledger.small import small_programme

KIND = (
    "  - {id: offices,",
    "  - {id: kind, type: choice, choices: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}},"
    " title: {zh: 类, en: Kind}}\n"
    "  - {id: offices,",
)
NEWER = (
    ("{zh: 失物招领, en: Lost property}", "{zh: 失物处, en: Lost and found}"),
    ("{zh: 查找时限, en: Search time}, budget: 5 工作日",
     "{zh: 找寻时限, en: Time to look}, budget: 1 工作日"),
    ("title: {zh: 物品, en: Thing}", "title: {zh: 什么, en: What}, help: {zh: 名称, en: Its name}"),
    ("title: {zh: 完好, en: Whole}", "title: {zh: 没有破损, en: Not broken}"),
    (
        "  - {id: offices,",
        "  - {id: kind, type: choice, choices: {b: {zh: 丙, en: C}, c: {zh: 丁, en: D}},"
        " title: {zh: 种, en: Sort}}\n"
        "  - {id: offices,",
    ),
    ("{id: fragile, type: boolean, title: {zh: 易碎, en: Fragile}}",
     "{id: fragile, type: text, title: {zh: 碎否, en: Breaks}}"),
    ("cases: [{when: fragile, budget: 2 工作日}], ", ""),
    ("acts: {assign", "routing: [{if: worth > 5, to: museum}]\nacts: {assign"),
)  # fmt: skip


def test_words_follow_and_rules_stay():
    own, newest = small_programme(KIND), small_programme(*NEWER)
    shown = presented(own, newest)
    assert shown.declared.title.en == "Lost and found"
    assert shown.clocks["search_time"].title.en == "Time to look"
    assert shown.clocks["search_time"].budget == own.clocks["search_time"].budget
    assert (shown.fields["thing"].title.en, shown.fields["thing"].help.en) == ("What", "Its name")
    assert shown.checklists["state"].items[0].title.en == "Not broken"
    assert {code: label.en for code, label in shown.fields["kind"].choices.items()} == {"a": "A", "b": "C"}
    assert shown.fields["fragile"].title.en == "Fragile"
    assert [stage.id for stage in shown.declared.stages] == [stage.id for stage in own.declared.stages]
    assert shown.declared.prefix == own.declared.prefix
    assert {key for key in shown.conditions if key[0] != "routing"} == set(own.conditions)


def test_routing_follows_where_its_names_are_known():
    newest = small_programme(*NEWER)
    assert presented(small_programme(), newest).declared.routing == newest.declared.routing
    strange = small_programme(
        ("  - {id: offices,", "  - {id: colour, type: text, title: {zh: 色, en: Colour}}\n  - {id: offices,"),
        ("acts: {assign", "routing: [{if: 'colour == \"red\"', to: museum}]\nacts: {assign"),
    )
    assert presented(small_programme(), strange).declared.routing == ()
    changed = small_programme(
        *NEWER[:-1], ("acts: {assign", "routing: [{if: given(fragile), to: x}]\nacts: {assign")
    )
    assert presented(small_programme(), changed).declared.routing == ()


def test_a_version_presented_by_itself_is_itself():
    own = small_programme(*NEWER)
    assert presented(own, own).declared == own.declared
    assert presented(own, own).conditions == own.conditions
