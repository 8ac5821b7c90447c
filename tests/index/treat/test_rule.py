from __future__ import annotations

import jsonschema
import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from quheng.index import build
from quheng.index.treat import BoxCox, Log, Treat, Winsorise
from tests.indices import index_of

OUTLIER = np.array([1.0, 2, 3, 4, 100])[:, None]
TWO = np.array([*np.arange(1.0, 21), 400, 500])[:, None]


def test_the_short_form():
    assert Treat.model_validate({"winsorise": 3, "otherwise": "log"}) == Treat(
        steps=(Winsorise(points=3), Log())
    )
    assert Treat.model_validate({"winsorise": 3}) == Treat(steps=(Winsorise(points=3), Log()))
    assert Treat.model_validate({"winsorise": 3, "otherwise": "none"}) == Treat(steps=(Winsorise(points=3),))
    assert Treat.model_validate({"otherwise": {"by": "boxcox", "power": 0}}) == Treat(
        steps=(Winsorise(points=5), BoxCox(power=0))
    )
    assert Treat() == Treat.model_validate({"winsorise": 5, "otherwise": "log"})


@pytest.mark.parametrize(
    "wrong", [{"winsorise": 3, "steps": ["log"]}, {"steps": []}, {"winsorise": -1}, {"steps": ["logs"]}]
)
def test_rules_that_do_not_hold(wrong):
    with pytest.raises(ValidationError):
        Treat.model_validate(wrong)


@pytest.mark.parametrize(
    ("rule", "valid"),
    [
        ({"winsorise": 5, "otherwise": "log", "when": {"skewness": 2, "kurtosis": 3.5}}, True),
        ({"winsorise": 5, "otherwise": "none"}, True),
        ({"steps": ["ln", {"by": "boxcox"}], "force": True}, True),
        ({"winsorise": 5, "steps": ["ln"]}, False),
        ({"winsorise": 5, "otherwise": "logs"}, False),
    ],
)
def test_the_schema_knows_both_forms(rule, valid):
    assert jsonschema.Draft202012Validator(Treat.model_json_schema()).is_valid(rule) is valid


def test_the_next_treatment_starts_from_the_untreated_values():
    # one point does not suffice for two outliers; the logarithm is that of 400 and 500, not of 400 and 400
    edition = build(index_of(TWO, treat={"winsorise": 1}))
    (treatment,) = edition.treatments
    assert treatment.action == "log"
    span = 499.0
    np.testing.assert_allclose(
        edition.steps["treat"].values[-2:, 0], np.log(np.array([399, 499]) + 0.01 * span)
    )


def test_the_first_treatment_that_passes_holds():
    steps = [{"by": "winsorise", "points": 1}, {"by": "winsorise", "points": 2}, {"by": "log"}]
    edition = build(index_of(TWO, treat={"steps": steps}))
    (treatment,) = edition.treatments
    assert (treatment.action, treatment.points, treatment.passed) == ("winsorised", 2, True)


def test_the_last_treatment_holds_where_none_passes():
    steps = [{"by": "log_shifted", "shift": 1000000}, {"by": "winsorise", "points": 1}]
    edition = build(index_of(TWO, treat={"steps": steps}))
    (treatment,) = edition.treatments
    assert (treatment.action, treatment.points, treatment.passed) == ("winsorised", 1, False)


def test_nothing_allowed_is_nothing_done():
    edition = build(index_of(OUTLIER, treat={"winsorise": 0, "otherwise": "none"}))
    (treatment,) = edition.treatments
    assert (treatment.action, treatment.points, treatment.passed) == ("none", 0, False)
    assert edition.steps["treat"].log.is_empty()


def test_an_indicator_that_is_never_treated():
    x = np.hstack([OUTLIER, OUTLIER])
    edition = build(index_of(x, treat={"winsorise": 1}, indicators=[{"treat": "none"}, {}]))
    assert [treatment.indicator for treatment in edition.treatments] == ["i1"]
    np.testing.assert_array_equal(edition.steps["treat"].values[:, 0], OUTLIER[:, 0])


def test_an_indicator_with_a_rule_of_its_own():
    x = np.hstack([OUTLIER, OUTLIER])
    own = [{"treat": {"steps": ["ln"]}}, {}]
    edition = build(index_of(x, indicators=own))
    np.testing.assert_allclose(edition.steps["treat"].values[:, 0], np.log(OUTLIER[:, 0]))
    np.testing.assert_array_equal(edition.steps["treat"].values[:, 1], OUTLIER[:, 0])


def test_a_forced_treatment_of_an_indicator_that_passes():
    # COINr's force_win has no effect there (issue 53)
    x = np.array([[1.0], [2], [3], [4], [9]])
    forced = [{"treat": {"steps": [{"by": "winsorise", "points": 1}], "force": True}}]
    edition = build(index_of(x, indicators=forced))
    np.testing.assert_array_equal(edition.steps["treat"].values[:, 0], [1, 2, 3, 4, 4])
    (treatment,) = edition.treatments
    assert treatment.skewness_before < 2
    assert (treatment.action, treatment.points) == ("winsorised", 1)


def test_the_log_says_which_transformation():
    edition = build(index_of(OUTLIER, treat={"steps": [{"by": "boxcox", "power": 0.5}]}))
    log = edition.steps["treat"].log
    assert log["action"].unique().to_list() == ["transformed"]
    assert "power 0.5" in log["detail_en"][0]
    assert "0.5" in log["detail_zh"][0]
    assert edition.treatments[0].action == "boxcox"


def test_a_treatment_that_is_not_defined_names_every_indicator():
    x = np.hstack([OUTLIER - 3, OUTLIER, OUTLIER - 4])
    with pytest.raises(MethodError) as error:
        build(index_of(x, treat={"steps": ["ln"]}))
    first, second = error.value.problems
    assert (first.where.field, second.where.field) == ("i0", "i2")
    assert "3 values are" in first.what.en
    assert "4 values are" in second.what.en


def test_a_column_without_values_is_left_to_the_next_step():
    x = np.hstack([OUTLIER, np.full((5, 1), np.nan)])
    with pytest.raises(MethodError, match="i1"):
        build(index_of(x, treat={"force": True}))
