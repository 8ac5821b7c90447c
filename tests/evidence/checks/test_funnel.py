"""Later steps of a funnel against earlier ones."""

from __future__ import annotations

import pytest

from tests.evidence.checks.found import alarms


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("全年申报高企86家，获批高企92家。", ["86家", "92家"]),
        ("招聘会收到简历860份，达成就业意向920人。", ["860份", "920人"]),
        ("报名参加考试1200人，面试入围360人，最终录用420人。", ["360人", "420人"]),
        ("全年受理群众信访件1260件，已办结1382件。", ["1260件", "1382件"]),
        ("政府债务限额698.2亿元，政府债务余额702.5亿元。", ["698.2亿元", "702.5亿元"]),
    ],
)
def test_a_step_above_the_one_before(text, numbers):
    assert ("funnel", numbers) in alarms(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年申报高企86家，获批高企72家。",
        "招聘会收到简历860份，达成就业意向320人。",
        "平台注册企业10.3万家，其中今年新增注册1.2万家，提出融资申请的企业9.8万家。",
    ],
)
def test_steps_that_decrease(text):
    assert alarms(text) == []
