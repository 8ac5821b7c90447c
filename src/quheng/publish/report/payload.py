"""Edition and study as plain values for the page: the only file of the report that knows an Edition.

Long things are columns, not lists of records, and repeated texts are numbered once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from quheng.publish.digest import edition_digest
from quheng.publish.report.cells import cells, rounded
from quheng.publish.report.changes import changes
from quheng.publish.report.firm import firm
from quheng.publish.report.measure_words import measures
from quheng.publish.report.places import geography, groups, notes
from quheng.publish.report.tree import framework
from quheng.publish.report.wording import both
from quheng.publish.units import unit_groups
from quheng.version import __version__

if TYPE_CHECKING:
    from quheng.bilingual import Text
    from quheng.index import Edition
    from quheng.index.declaration import PlaceCheck
    from quheng.observations import Source
    from quheng.robustness import Study

Plain: TypeAlias = dict[str, Any]

TOPS = (10, 50, 100)


def payload(edition: Edition, study: Study | None) -> Plain:
    """Return everything that the report says, JSON-able, in the order of the ranks.

    Parameters
    ----------
    edition
        The built index.
    study
        Its uncertainty study; None leaves the intervals out.
    """
    declaration = edition.inputs.declaration
    order = _order(edition)
    codes = [edition.ranked_units[row] for row in order]
    return {
        "index": declaration.index,
        "title": both(declaration.title),
        "note": both(declaration.note),
        "unit": both(declaration.unit),
        "counts": {
            "ranked": len(edition.ranked_units),
            "not_ranked": edition.not_ranked.height,
            "indicators": len(edition.tree.indicators),
            "pillars": len(edition.tree.pillars),
            "replicates": study.replicates if study is not None else None,
        },
        "units": _units(edition, order, codes),
        "pillars": _pillars(edition, order),
        "study": None if study is None else _study(study, codes, order),
        "firm": None if study is None else firm(study, codes),
        "framework": framework(edition),
        "measures": measures(edition),
        "cells": cells(edition, order),
        "changes": changes(edition, order),
        "not_ranked": _not_ranked(edition),
        "checks": [_check(check, edition) for check in declaration.checks],
        "geography": geography(edition.inputs.units, codes),
        "method": declaration.method.model_dump(mode="json"),
        "own_rules": _own_rules(edition),
        "sources": [_source(source) for source in edition.inputs.sources],
        "build": _build(edition),
    }


def _order(edition: Edition) -> list[int]:
    """Return the rows of the matrices in the order of the ranks, by code within a tie."""
    return sorted(
        range(len(edition.ranked_units)),
        key=lambda row: (int(edition.rank[row]), edition.ranked_units[row]),
    )


def _units(edition: Edition, order: Sequence[int], codes: Sequence[str]) -> Plain:
    units = edition.inputs.units
    rows = {row["code"]: row for row in units.iter_rows(named=True)}
    found = [rows[code] for code in codes]
    return {
        "code": codes,
        "name": [row["name"] for row in found],
        "name_en": [row["name_en"] or "" for row in found] if "name_en" in units.columns else None,
        "groups": groups(units, found),
        "notes": notes(units, found),
        "rank": [int(edition.rank[row]) for row in order],
        "score": rounded(edition.score[order], 6),
    }


def _pillars(edition: Edition, order: Sequence[int]) -> list[Plain]:
    step = edition.steps["aggregate"]
    result = []
    for pillar in edition.tree.pillars:
        values = step.values[order, list(step.columns).index(pillar.code)]
        known = values[np.isfinite(values)]
        quartiles = np.quantile(known, [0.25, 0.5, 0.75]) if known.size else np.full(3, np.nan)
        result.append(
            {
                "code": pillar.code,
                "title": both(pillar.title),
                "values": rounded(values, 5),
                "quartiles": rounded(quartiles, 5),
            }
        )
    return result


def _study(study: Study, codes: Sequence[str], order: Sequence[int]) -> Plain:
    rows = {row["unit"]: row for row in study.rank_intervals(0.9).iter_rows(named=True)}
    return {
        "replicates": study.replicates,
        "seed": study.seed,
        **{name: [int(rows[code][name]) for code in codes] for name in ("low", "median", "high")},
        "top": {str(k): rounded(study.probability_top(k)[order], 4) for k in TOPS if k < len(order)},
        "factors": [
            {
                "name": factor.name,
                "title": both(factor.title),
                "alternatives": list(factor.alternatives),
                "detail": both(factor.detail),
            }
            for factor in study.factors
        ],
    }


def _own_rules(edition: Edition) -> list[Plain]:
    """Return the rules that indicators and nodes have in place of the method's."""
    tree = edition.tree
    found: list[tuple[str, Text, Any]] = [("normalise", one.title, one.normalise) for one in tree.indicators]
    found += [("weights", one.title, one.weights) for one in tree.nodes]
    found += [("aggregate", one.title, one.aggregate) for one in tree.nodes]
    treated = [
        {"step": "treat", "title": both(one.title), "by": "none" if one.treat == "none" else "own"}
        for one in tree.indicators
        if one.treat
    ]
    return treated + [
        {"step": step, "title": both(title), "by": rule.by} for step, title, rule in found if rule is not None
    ]


def _not_ranked(edition: Edition) -> list[Plain]:
    named = _named(edition)
    return [
        {
            **named[row["unit"]],
            "reason": {"zh": row["reason_zh"], "en": row["reason_en"]},
        }
        for row in edition.not_ranked.iter_rows(named=True)
    ]


def _named(edition: Edition) -> dict[str, Plain]:
    """Return by code what every unit is called, and its first group, which tells namesakes apart."""
    zh, en = (unit_groups(edition, language) for language in ("zh", "en"))
    return {
        row["code"]: {
            "code": row["code"],
            "name": row["name"],
            "name_en": row.get("name_en") or "",
            "area": {"zh": zh[row["code"]], "en": en[row["code"]]} if zh[row["code"]] else None,
        }
        for row in edition.inputs.units.iter_rows(named=True)
    }


def _check(check: PlaceCheck, edition: Edition) -> Plain:
    named = _named(edition)
    ours = dict(zip(edition.ranked_units, edition.rank.tolist(), strict=True))
    return {
        "title": both(check.title),
        "source": both(check.source),
        "places": [
            {
                **named.get(code, {"code": code, "name": code, "name_en": "", "area": None}),
                "published": place,
                "ours": ours.get(code),
            }
            for code, place in sorted(check.places.items(), key=lambda item: (item[1], item[0]))
        ],
    }


def _source(source: Source) -> Plain:
    texts = {
        name: both(getattr(source, name)) for name in ("title", "publisher", "licence", "obtain", "note")
    }
    return {"id": source.id, "year": None if source.year is None else str(source.year), **texts}


def _build(edition: Edition) -> Plain:
    """Return the version, the digest of each input file, and one digest over all of these."""
    digests = {file.name: file.sha256 for file in edition.inputs.files}
    return {"edition": edition_digest(edition), "hashes": digests, "version": __version__}
