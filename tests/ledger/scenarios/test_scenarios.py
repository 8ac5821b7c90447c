"""Each programme as a civil servant would tell it, right and wrong paths, run against the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from quheng.bilingual import use_language
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.programmes import shipped_programmes
from quheng.ledger.sample import load_district
from quheng.ledger.setting_up import publish_shipped
from quheng.ledger.verifying import find_broken
from quheng.library import library_file
from tests.ledger.cases.desk import MONDAY
from tests.ledger.scenarios.desk import SENTENCES, ScenarioDesk
from tests.ledger.scenarios.feature import read_feature

FILES = sorted(Path(__file__).parent.glob("*.feature"))
SAMPLE = library_file("programmes", "sample")
SCENARIOS = [
    pytest.param(scenario, id=f"{file.stem}: {scenario.title}")
    for file in FILES
    for scenario in read_feature(file)[1]
]


@pytest.fixture
def desk(database, tmp_path):
    """The sample district without its stories."""
    for file in SAMPLE.iterdir():
        if file.suffix == ".csv" or file.name == "people.yaml":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    publish_shipped("gao", in_beijing(MONDAY))
    load_district(tmp_path)
    return ScenarioDesk({one.title.zh: name for name, one in shipped_programmes().items()})


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_it_goes_as_it_is_told(desk, scenario):
    use_language("zh")
    for step in scenario.steps:
        try:
            desk.take(step)
        except Exception as error:
            raise AssertionError(f"{step.line}: {step.text}\n{error!r}") from error
    assert desk.refusal is None, f"the last step was refused: {desk.refusal}"
    assert list(find_broken()) == []


def test_every_programme_of_the_issue_is_told():
    told = {read_feature(file)[0] for file in FILES}
    assert told >= {
        "12345 政务服务便民热线", "高效办成一件事", "企业走访", "项目跟踪服务",
        "网格巡查", "零碳工厂和超级能效工厂申报",
    }  # fmt: skip


def test_every_sentence_is_used():
    steps = [step.text for file in FILES for scenario in read_feature(file)[1] for step in scenario.steps]
    unused = [pattern.pattern for pattern, _ in SENTENCES if not any(map(pattern.fullmatch, steps))]
    assert unused == []
