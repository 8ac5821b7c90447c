"""Figures of a small town, case by case."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from fractions import Fraction

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.calendars.beijing_time import BEIJING
from quheng.errors import MethodError, NotFoundError
from quheng.figures import (
    all_behind,
    ask,
    cases_behind,
    compare,
    compute,
    headline,
    observations_of,
    rank,
    rising,
    run_rate,
    sheet,
)
from quheng.figures.files import write_observations, write_table
from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import AddEntry, CorrectEntry, Make, MergeInto
from quheng.ledger.tallies.compacting import compact
from quheng.ledger.verifying import find_broken
from quheng.observations import read_observations
from quheng.observations.period import Period
from quheng.observations.table_file import read_table

MARCH = Period.parse("2026-03")


def at(town, month: int, day: int, hour: int = 9) -> None:
    town.now = datetime(2026, month, day, hour, tzinfo=BEIJING)


def values(table) -> dict[str, int]:
    return {table.grouping.label_of(cell.key): cell.numerator for cell in table.rows}


def test_the_overdue_stay_in_the_denominator_of_the_month_that_is_over(town):
    for _ in range(3):
        town.finishes()
    late = town.opens()
    town.does("li", late, Make("search"))  # 5 working days from 2 March: 9 March
    at(town, 3, 31)
    assert town.table("on_time", "2026-03").total.value == Fraction(3, 4)
    at(town, 4, 10)
    town.does("zhao", late, Make("hand_out"))
    at(town, 5, 1)
    march, april = (town.table("on_time", period).total for period in ("2026-03", "2026-04"))
    assert (march.numerator, march.denominator, march.status) == (3, 4, "A")
    assert (april.numerator, april.denominator) == (0, 1)
    table = town.table("on_time", "2026-03")
    behind = all_behind(table, town.viewer("gao"), of_denominator=True)
    assert late in {row.number for row in behind}


def test_a_duplicate_is_received_and_not_closed(town):
    main, other = town.opens(), town.opens()
    town.does("li", other, MergeInto(main, "同一件"))
    assert town.table("received", "2026-03").total.numerator == 2
    assert town.table("done", "2026-03").total.numerator == 0
    assert town.table("open_now", "2026-03").total.numerator == 1


def test_reopening_takes_a_closure_back(town):
    number = town.opens()
    town.does("li", number, Make("search"))
    town.does("qian", number, Make("give_up", reason="x"))
    assert town.table("done", "2026-03").total.numerator == 1
    town.does("qian", number, Make("again", reason="x"))
    assert town.table("done", "2026-03").total.numerator == 0
    town.does("zhao", number, Make("hand_out"))
    assert town.table("again_rate", "2026-03").total.value == 1


def test_by_the_children_of_a_place(town):
    for where in ("east", "street-1", "street-1", "street-2", "west"):
        town.grant("chen", "clerk", "city")
        town.opens("chen", where)
    assert values(town.table("received", "2026-03", by="organisation")) == {"east": 4, "west": 1}
    east = town.table("received", "2026-03", by="organisation", under="east")
    assert values(east) == {"east": 1, "street-1": 2, "street-2": 1, "elsewhere": 1}
    assert east.row("street-1").title.zh == "street-1"


def test_rank_by_the_office_in_charge(town):
    for office, closed, opened in (("street-1", 3, 1), ("street-2", 4, 0), ("fire", 2, 0)):
        for _ in range(closed):
            town.finishes(values={"thing": "伞", "office": office})
        for _ in range(opened):
            number = town.opens(values={"thing": "伞", "office": office})
            town.does("li", number, Make("search"))
    town.finishes()
    at(town, 3, 20)
    table = rank("lost-property", "on_time", MARCH, town.viewer("gao"), town.now)
    found = [(table.grouping.label_of(cell.key), cell.rank, table.shown(cell).en) for cell in table.rows]
    assert found == [
        ("street-2", 1, "100 %"),
        ("street-1", 2, "75 %"),
        ("fire", None, "too few (2 of 3)"),
        ("", None, "too few (1 of 3)"),
    ]
    with pytest.raises(MethodError, match="declares no ranking"):
        rank("lost-property", "done", MARCH, town.viewer("gao"), town.now)


def test_what_rises_this_week(town):
    for week in range(4):
        at(town, 3, 2 + 7 * week)
        town.opens(values={"thing": "伞", "sort": "big"})
        town.opens(values={"thing": "伞", "sort": "small"})
    at(town, 4, 1)
    for _ in range(9):
        town.opens(values={"thing": "伞", "sort": "big"})
    town.opens(values={"thing": "伞", "sort": "small"})
    found = rising("lost-property", "received", town.now.date(), town.viewer("gao"), town.now)
    assert [risen.key for risen in found] == ["big"]
    assert found[0].reason.zh == "本周 9 件，前四周平均 1 件"
    with pytest.raises(MethodError, match="declares no rise"):
        rising("lost-property", "done", town.now.date(), town.viewer("gao"), town.now)


def test_repeated_requests_of_one_subject(town):
    subject = Subject("person", "7")
    first = town.opens(subject=subject)
    at(town, 3, 12)
    second = town.opens(subject=subject)
    at(town, 3, 23)
    third = town.opens(subject=subject)
    town.opens()
    table = town.table("same_person", "2026-03")
    assert table.total.numerator == 1
    assert [row.number for row in cases_behind(table, town.viewer("gao")).rows] == [second]
    assert {first, third}.isdisjoint([second])


def test_beside_the_month_before_and_at_the_rate_to_the_end_of_the_year(town):
    for month, number in ((3, 2), (4, 3)):
        at(town, month, 5)
        for _ in range(number):
            town.opens()
    at(town, 5, 6)
    asked = ask("lost-property", town.viewer("gao"), town.now)
    table = town.table("received", "2026-04")
    compared = compare(asked, table)
    assert (compared.before.total.numerator, compared.year_before.total.numerator) == (2, 0)
    assert compared.change(compared.before).zh == "+50.0%"
    assert compared.change(compared.year_before).zh == "—"
    year = town.table("received", "2026")
    forecast = run_rate(asked, year)
    # 5 in four whole months: 5 / 4 · 12 = 15.
    assert (forecast.cell.value, forecast.cell.status, forecast.months) == (15, "F", 4)
    assert forecast.basis.zh == "预测：按已过 4 个月推算全年"
    assert year.total.status == "P"
    assert run_rate(asked, town.table("on_time", "2026")) is None
    assert run_rate(asked, town.table("open_now", "2026")) is None


def test_rows_are_summed_in_their_own_month_and_a_correction_moves_them(town):
    number = town.searching()
    for month, source, amount in (
        ("2026-01", "outside", "10.25"), ("2026-02", "outside", "0.1"), ("2026-02", "inside", "99"),
    ):  # fmt: skip
        row = {"month": month, "source": source, "amount": amount}
        town.does("zhao", number, AddEntry("paid", row))
    sums = {period: town.table("paid_in", period) for period in ("2026-01", "2026-02", "2026")}
    assert [table.total.value for table in sums.values()] == [
        Fraction("10.25"), Fraction("0.1"), Fraction("10.35"),
    ]  # fmt: skip
    assert sums["2026"].shown(sums["2026"].total).zh == "10.35万元"
    key = {"month": "2026-01", "source": "outside"}
    moved = {"month": "2026-02", "source": "outside", "amount": "3"}
    town.does("zhao", number, CorrectEntry("paid", {**key, "month": "2026-02"}, None, "录错"))
    town.does("zhao", number, CorrectEntry("paid", key, moved, "录错"))
    assert town.table("paid_in", "2026-01").total.value == 0
    assert town.table("paid_in", "2026-02").total.value == 3
    compact()
    assert town.table("paid_in", "2026").total.value == 3
    assert list(find_broken()) == []


def test_the_sentence_of_a_newspaper(town):
    for _ in range(4):
        town.finishes()
    at(town, 5, 2)
    tables = sheet("lost-property", Period.parse("2026-01-01/2026-04-30"), town.viewer("gao"), town.now)
    said = headline(tables)
    assert said.zh.startswith("截至4月底办理4件，按时办结率100%")
    assert said.en.startswith("By the end of April 2026, 4 cases were handled; closed on time: 100 %")
    assert headline([]) is None


def test_the_public_sees_what_is_public_and_nothing_else(town):
    town.opens()
    assert town.table("received", "2026-03", None).total.numerator == 1
    assert [table.figure.id for table in sheet("lost-property", MARCH, None, town.now)] == ["received"]
    with pytest.raises(NotFoundError) as hidden:
        town.table("done", "2026-03", None)
    with pytest.raises(NotFoundError) as unknown:
        town.table("dine", "2026-03", None)
    assert str(hidden.value).replace("done", "dine") == str(unknown.value)


def test_somebody_without_grants_counts_nothing(town):
    town.opens()
    assert town.table("received", "2026-03", "stranger").total.numerator == 0
    assert town.table("open_now", "2026-03", "stranger", by="organisation").rows == ()


def test_a_breakdown_that_is_not_declared(town):
    with pytest.raises(MethodError, match="allowed: month, organisation, sort"):
        town.table("done", "2026-03", by="channel")
    with pytest.raises(NotFoundError, match="no organisation nowhere"):
        town.table("done", "2026-03", by="organisation", under="nowhere")
    with pytest.raises(NotFoundError, match="did you mean done"):
        town.table("don", "2026-03")
    with pytest.raises(MethodError, match="not where a page ended"):
        cases_behind(town.table("done", "2026-03"), town.viewer("gao"), after="2026/x")


def test_observations_go_into_an_index(town, tmp_path):
    for _ in range(4):
        town.finishes(values={"thing": "伞", "worth": "12.5"})
    at(town, 4, 2)
    viewer = town.viewer("gao")
    tables = [
        compute("lost-property", name, MARCH, viewer, town.now, by="organisation")
        for name in ("done", "on_time", "worth_given", "took")
    ]
    path, sources = write_observations(tables, (), tmp_path / "observations.csv")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row[:6] for row in rows[1:]] == [
        ["east", "lost-property.done", "2026-03", "4", "件", "A"],
        ["east", "lost-property.on_time", "2026-03", "100", "%", "A"],
        ["east", "lost-property.worth_given", "2026-03", "50", "元", "A"],
        ["east", "lost-property.took", "2026-03", "0", "工作日", "A"],
    ]
    text = sources.read_text(encoding="utf-8")
    assert "4 records counted; as of 2026-04-02T09:00:00+08:00" in text
    measures = {row[1]: row[4] for row in rows[1:]}
    frame, _ = read_observations(
        read_table(path), units=["east"], measures=measures, sources=[row[6] for row in rows[1:]]
    )
    assert frame["value"].to_list() == [4.0, 100.0, 50.0, 0.0]
    with pytest.raises(MethodError, match="cannot be exported"):
        observations_of([compute("lost-property", "done", MARCH, viewer, town.now, by="sort")])


def test_too_few_is_a_missing_observation(town):
    town.finishes()
    at(town, 4, 2)
    found = observations_of([town.table("on_time", "2026-03")])
    assert found.rows[0][3:6] == ("", "%", "M")


def test_a_table_as_csv_has_no_formula(town, tmp_path):
    from quheng.ledger.models import Organisation

    town.opens()
    Organisation.objects.filter(code="east").update(name_zh="=1+1")
    write_table([town.table("received", "2026-03", by="organisation")], tmp_path / "x.csv")
    frame = pl.read_csv(tmp_path / "x.csv")
    assert frame["title_zh"].to_list() == ["合计", "'=1+1"]
    assert frame["numerator"].to_list() == [1, 1]


def test_a_sheet_takes_few_queries_however_many_cases(town):
    viewer = town.viewer("gao")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            sheet("lost-property", MARCH, viewer, town.now, by="organisation")
        return len(found)

    town.finishes()
    few = queries()
    for _ in range(12):
        town.finishes()
    assert queries() == few
    compact()
    assert queries() == few
    assert few <= 16
