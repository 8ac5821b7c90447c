"""The sections of the page in their order; what depends on the reader's choice is drawn by the script."""

from __future__ import annotations

from statistics import median

from quheng.publish.report.firm_section import firm_section
from quheng.publish.report.fragments import (
    Payload,
    decimal,
    figure_place,
    lead_paragraph,
    name_and_area,
    whole,
)
from quheng.publish.report.framework_table import framework_table
from quheng.publish.report.markup import (
    Html,
    bullets,
    element,
    isolated,
    paragraph,
    same,
    spoken,
    table,
    word,
)
from quheng.publish.report.method_words import method_sentences, robustness_sentences
from quheng.publish.report.wording import in_a_row, say

INTERVALS_SHOWN = 100
_SHAPES = ("skew_before", "skew_after", "kurtosis_before", "kurtosis_after")


def contents(values: Payload) -> Html:
    """Return the list of sections as links."""
    links = (element("li", element("a", word(f"{name}.title"), href=f"#{name}")) for name in _names(values))
    return element("ol", *links)


def facts(values: Payload) -> Html:
    """Return the numbers at the top."""
    counts = values["counts"]
    shown = [(name, counts[name]) for name in ("ranked", "not_ranked", "indicators", "replicates")]
    items = [
        element("div", element("dd", Html(f"{value:,}")), element("dt", word(f"fact.{name}")))
        for name, value in shown
        if value is not None
    ]
    if edition := values["build"]["edition"]:
        short = element("dd", same(edition[:12]), class_="hash")
        items.append(element("div", short, element("dt", word("fact.edition"))))
    return element("dl", *items, class_="facts")


def brief(values: Payload) -> Html:
    """Return three sentences for the reader in a hurry."""
    units, study, counts = values["units"], values["study"], values["counts"]
    sentences = []
    top = [at for at, rank in enumerate(units["rank"]) if rank <= 3][:5]
    if top:
        named = {language: [name_and_area(units, at, language) for at in top] for language in ("zh", "en")}
        names = {"zh": "、".join(named["zh"]), "en": ", ".join(named["en"])}
        sentences.append(say("key.top", names=names))
    if study is not None and study["low"]:
        width = median(high - low for low, high in zip(study["low"], study["high"], strict=True))
        if width:
            sentences.append(say("key.width", unit=values["unit"], width=f"{width:g}"))
    total = counts["ranked"] * counts["indicators"]
    imputed = sum(len(one["imputed"]) for one in values["cells"]["indicators"])
    if imputed:
        share = f"{100 * imputed / total:.2g} %"
        sentences.append(say("key.imputed", total=f"{total:,}", count=f"{imputed:,}", share=share))
    else:
        sentences.append(say("key.complete", total=f"{total:,}"))
    return element("div", element("h2", word("key.title")), bullets(sentences), class_="brief")


def sections(values: Payload, with_charts: bool) -> Html:
    """Return all sections that this payload has."""
    written = {
        "ranking": lambda: _ranking(values),
        "map": lambda: _map(values, with_charts),
        "intervals": lambda: _intervals(values, with_charts),
        "firm": lambda: firm_section(values, with_charts),
        "profile": lambda: _profile(with_charts),
        "changes": lambda: _changes(values),
        "out": lambda: _not_ranked(values),
        "checks": lambda: _checks(values),
        "framework": lambda: _framework(values),
        "method": lambda: _method(values),
        "sources": lambda: _sources(values),
    }
    return Html("\n".join(_section(name, written[name]()) for name in _names(values)))


def _names(values: Payload) -> list[str]:
    names = [
        "ranking",
        "map",
        "intervals",
        "firm",
        "profile",
        "changes",
        "out",
        "checks",
        "framework",
        "method",
        "sources",
    ]
    absent = {
        "map": values["geography"] is None,
        **dict.fromkeys(("intervals", "firm"), values["study"] is None),
    }
    return [name for name in names if not absent.get(name)]


def _section(name: str, body: Html) -> Html:
    title = element("h2", word(f"{name}.title"), id=f"{name}-title", tabindex="-1")
    return element("section", title, body, id=name, aria_labelledby=f"{name}-title")


def _ranking(values: Payload) -> Html:
    texts = [say("ranking.lead"), *([say("ranking.lead_study")] if values["study"] is not None else [])]
    lead = paragraph(in_a_row(texts), "lead")
    return Html(
        f"{lead}"
        '<div class="tools"><label class="field grow"><span class="visually-hidden" id="search-name">'
        f"{word('ranking.search')}</span>"
        '<input type="search" id="search" autocomplete="off" spellcheck="false" '
        'aria-labelledby="search-name" data-placeholder="ranking.search"></label>'
        '<output id="shown" for="search" aria-live="polite"></output></div>'
        '<div class="scroll tall" id="ranking-box" tabindex="0" role="region" data-label="ranking.box">'
        '<table id="ranking-table"><thead></thead><tbody></tbody></table></div>'
    )


def _map(values: Payload, with_charts: bool) -> Html:
    note = "map.attribution" if values["geography"]["outline"] else "map.dots"
    controls = "".join(
        f'<button type="button" data-zoom="{name}" data-label="map.{key}">{face}</button>'
        for name, key, face in (("in", "zoom_in", "+"), ("out", "zoom_out", "−"))
    )
    controls += f'<button type="button" data-zoom="reset">{word("map.reset")}</button>'
    return Html(
        f"{lead_paragraph('map.lead')}"
        '<div class="beside"><div class="map-frame">'
        f"{figure_place('map', with_charts)}"
        + (
            f'<div class="zoom" role="group" data-label="map.controls">{controls}</div>'
            if with_charts
            else ""
        )
        + f'</div><div id="areas"></div></div><p class="small">{word(note)}</p>'
    )


def _intervals(values: Payload, with_charts: bool) -> Html:
    count = min(INTERVALS_SHOWN, values["counts"]["ranked"])
    lead = in_a_row(
        [
            say("intervals.lead", count=str(count), replicates=f"{values['study']['replicates']:,}"),
            say("intervals.edge", unit=values["unit"]),
        ]
    )
    return Html(paragraph(lead, "lead") + figure_place("intervals", with_charts))


def _profile(with_charts: bool) -> Html:
    fields = "".join(
        f'<label class="field"><span>{word(f"profile.{name}")}</span>'
        f'<input id="choose-{name}" list="all-units" autocomplete="off" spellcheck="false" '
        f'data-placeholder="profile.placeholder" aria-describedby="profile-problem"></label>'
        for name in ("unit", "peer")
    )
    keys = {
        "chosen": Html('<span id="key-chosen"></span>'),
        "peer": Html('<span id="key-peer"></span>'),
        "median": word("profile.median_key"),
        "half": word("profile.half_key"),
    }
    legend = "".join(f'<span><span class="key {name}"></span>{label}</span>' for name, label in keys.items())
    legend = f'<p class="legend">{legend}</p>'
    return Html(
        f'<div class="tools">{fields}</div><datalist id="all-units"></datalist>'
        '<p class="problem" id="profile-problem" role="alert"></p>'
        '<div id="profile-head" aria-live="polite"></div>'
        f"<h3>{word('profile.pillars')}</h3>{legend if with_charts else ''}"
        f"{figure_place('profile', with_charts)}"
        f"<h3>{word('profile.table')}</h3>{lead_paragraph('profile.table_lead')}"
        '<div class="scroll" id="profile-box" tabindex="0" role="region" data-label="profile.box">'
        '<table id="profile-table"><thead></thead><tbody></tbody></table></div>'
    )


def _changes(values: Payload) -> Html:
    changes, indicators = values["changes"], values["framework"]["indicators"]
    rows = [
        [
            spoken(indicator["title"]),
            _count(one["imputed"]),
            _count(one["winsorised"]),
            spoken(changes["details"][one["logged"]]) if one["logged"] is not None else Html("–"),
            *(decimal(value) for shape in ("skewness", "kurtosis") for value in one[shape] or (None, None)),
        ]
        for indicator, one in zip(indicators, changes["indicators"], strict=True)
        if one["imputed"] or one["tested"]
    ]
    if not rows:
        return Html(lead_paragraph("changes.nothing"))
    heads = [("name", word("framework.indicator"))]
    heads += [("number", word(f"changes.{name}")) for name in ("imputed", "winsorised")]
    heads += [("", word("changes.logged"))]
    heads += [("number", word(f"changes.{name}")) for name in _SHAPES]
    untouched = len(indicators) - len(rows)
    lists = "".join(
        f'<details data-list="{name}"><summary>'
        f"{word(f'changes.list_{name}', count=f'{len(changes[name]):,}')}</summary><div></div></details>"
        for name in ("imputed", "winsorised")
        if changes[name]
    )
    return Html(
        lead_paragraph("changes.lead")
        + table(heads, rows, "changes.box", "changes")
        + (paragraph(say("changes.untouched", count=str(untouched)), "small") if untouched else "")
        + lists
    )


def _not_ranked(values: Payload) -> Html:
    if not values["not_ranked"]:
        return Html(lead_paragraph("out.none"))
    heads = [("", word("ranking.name")), ("", word("out.code")), ("wide", word("out.reason"))]
    rows = [
        [
            _name(one),
            Html(f"<code>{same(one['code'])}</code>"),
            spoken(one["reason"]),
        ]
        for one in values["not_ranked"]
    ]
    return Html(lead_paragraph("out.lead") + table(heads, rows, "out.box", "fit"))


def _checks(values: Payload) -> Html:
    if not values["checks"]:
        return Html(lead_paragraph("checks.none"))
    parts = [lead_paragraph("checks.lead")]
    heads = [
        ("", word("ranking.name")),
        ("number", word("checks.published")),
        ("number", word("checks.ours")),
    ]
    for check in values["checks"]:
        rows = [
            [
                _name(place),
                whole(place["published"]),
                whole(place["ours"]) if place["ours"] is not None else word("checks.absent"),
            ]
            for place in check["places"]
        ]
        parts.append(element("h3", spoken(check["title"])))
        parts.append(table(heads, rows, "out.box", "fit"))
        if check["source"]:
            parts.append(element("p", word("checks.source"), spoken(check["source"]), class_="small"))
    return Html("".join(parts))


def _framework(values: Payload) -> Html:
    return Html(lead_paragraph("framework.lead") + framework_table(values))


def _method(values: Payload) -> Html:
    parts = [element("h3", word("method.steps"))]
    parts.append(
        element("ol", *(element("li", spoken(text)) for text in method_sentences(values)), class_="steps")
    )
    parts.append(element("h3", word("method.robustness")))
    if values["study"] is None:
        parts.append(element("p", word("method.no_study")))
    else:
        parts.append(element("p", word("method.varied")))
        parts.append(bullets(robustness_sentences(values["study"])))
        study = values["study"]
        parts.append(
            element(
                "p", word("method.replicates", replicates=f"{study['replicates']:,}", seed=str(study["seed"]))
            )
        )
    return Html("".join(parts))


def _sources(values: Payload) -> Html:
    names = ("source", "publisher", "year", "licence", "obtain")
    kinds = {"source": "wide", "obtain": "wide"}
    heads = [(kinds.get(name, ""), word(f"sources.{name}")) for name in names]
    rows = [
        [
            element(
                "span",
                spoken(one["title"]),
                *([Html("<br><small>"), spoken(one["note"]), Html("</small>")] if one["note"] else []),
                id=f"source-{at}",
                tabindex="-1",
            ),
            spoken(one["publisher"]),
            same(one["year"] or ""),
            spoken(one["licence"]),
            spoken(one["obtain"]),
        ]
        for at, one in enumerate(values["sources"])
    ]
    build = values["build"]
    hashes = {"edition": build["edition"], **build["hashes"]}
    items = "".join(
        f"<dt>{word('sources.edition') if name == 'edition' else same(name)}</dt><dd>{same(value)}</dd>"
        for name, value in hashes.items()
        if value
    )
    items += f"<dt>{word('sources.version')}</dt><dd>{same(build['version'])}</dd>"
    return Html(
        (table(heads, rows, "sources.box") if rows else lead_paragraph("sources.none"))
        + f"<h3>{word('sources.hashes')}</h3>{lead_paragraph('sources.hashes_lead')}"
        + f'<dl class="hashes">{items}</dl>'
    )


def _name(row: Payload) -> Html:
    """Return the name of a unit, cut short where it is long, and its area behind it."""
    zh, en = row["name"], row["name_en"] or row["name"]
    full = isolated(zh if zh == en else f"{zh} · {en}")
    name = element("span", spoken({"zh": isolated(zh), "en": isolated(en)}), class_="cap", title=full)
    if row["area"] is None:
        return name
    area = spoken({language: isolated(text) for language, text in row["area"].items()})
    return Html(f"{name} {element('small', area, class_='where')}")


def _count(number: int) -> Html:
    return Html(f"{number:,}" if number else "–")
