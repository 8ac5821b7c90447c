"""What holds of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quheng import evidence
from quheng.evidence.checks import CODES, SEVERITIES, check

WORDS = """
    全年 2023年 截至10月底， 目前， 全区 全市 金水区 地区生产总值 高新技术企业 税收收入
    一般公共预算收入 其中 新增 累计 合计 由 增加到 比上年增加 增长 占全市的 占比 决算数 年初预算
    预计全年 位列主城六区第 位列主城七区第 申报 获批 办结率 为 0 1 12.5 125 3,456 零 亿元 万家 家 件
    % 倍 个百分点 余 约 近 以上 。 ， 、
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n本报讯（记者 甲）"])
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=80).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_findings_are_the_same_again_and_point_at_claims(text):
    reading = evidence.read(text, "2024-12-12", "410100")
    found = reading.findings
    assert found == check(reading) == check(evidence.read(text, "2024-12-12", "410100"))
    for finding in found:
        assert finding.claims
        assert all(0 <= at < len(reading.claims) for at in finding.claims)
        assert len(set(finding.claims)) == len(finding.claims)
        assert finding.code in CODES
        assert finding.severity in SEVERITIES


def test_nothing_comes_of_nothing():
    assert evidence.read("").findings == ()
