"""Every programme that ships, walked on its pages by its people: the first story of each file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from quheng.ledger.models import CaseRow, EventRow
from quheng.ledger.sample import read_stories
from quheng.ledger.sample.story import MakeStep, Stories
from quheng.ledger.verifying import find_broken
from quheng.library import library_file
from tests.ledger.cases.desk import MONDAY
from tests.web.browser.player import Player

FILES = sorted(
    path for path in library_file("programmes", "sample").glob("*.yaml") if path.name != "people.yaml"
)


pytestmark = pytest.mark.long


@dataclass
class Clock:
    """The time as the web reads it."""

    at: datetime = MONDAY

    def now(self, zone: object) -> datetime:
        return self.at


@pytest.fixture
def player(office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Player:
    clock = Clock()
    monkeypatch.setattr("quheng.web.moment.datetime", clock)
    return Player(office, clock, tmp_path)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_story_is_played_on_the_pages(player: Player, file: Path):
    stories: Stories = read_stories(file)
    story = stories.cases[0]
    player.plays(stories.programme, story)
    row = CaseRow.objects.get(number=player.numbers["main"])
    made = EventRow.objects.filter(kind="moved", case__number__in=player.numbers.values()).order_by("pk")
    assert [(one.case.number, one.who) for one in made] == [
        (player.numbers[step.case], step.who) for step in story.then if isinstance(step, MakeStep)
    ]
    assert [str(one) for one in find_broken(row.number)] == []
