"""Forecasts against what was done so far."""

from __future__ import annotations

from tests.evidence.checks.found import alarms, of_code


def of_year(so_far: str, forecast: str, words: str = "预计全年可达") -> str:
    return f"1至10月，全区累计接待游客{so_far}，{words}{forecast}。"


def test_a_forecast_far_above_the_pace_is_suspicious():
    # (600 - 320) / 2 = 140 a month, against 320 / 10 = 32: 4.375 times
    text = of_year("320万人次", "600万人次")
    ((finding, numbers),) = of_code(text, "run-rate", published="2024-11-20")
    assert (finding.severity, numbers) == ("suspicious", ["320万人次", "600万人次"])
    assert finding.arithmetic.zh.endswith("4.38×")


def test_a_forecast_far_below_the_pace_is_suspicious():
    # (325 - 320) / 2 = 2.5 a month, against 32: 0.08 times
    text = of_year("320万人次", "325万人次")
    ((finding, _),) = of_code(text, "run-rate", published="2024-11-20")
    assert finding.severity == "suspicious"


def test_a_forecast_at_the_pace_is_told():
    # (390 - 320) / 2 = 35 a month, against 32: 1.09 times
    ((finding, _),) = of_code(of_year("320万人次", "390万人次"), "run-rate", published="2024-11-20")
    assert finding.severity == "info"
    assert finding.arithmetic.zh.endswith("1.09×")


def test_a_target_may_lie_far_ahead():
    assert alarms(of_year("320万人次", "600万人次", "全年目标"), published="2024-11-20") == []


def test_a_stock_has_no_pace():
    text = "截至10月底，全区高新技术企业320家，预计年底达到600家。"
    assert of_code(text, "run-rate", published="2024-11-20") == []
