"""What the guide says: stages, who, by when, materials, on what basis — in the order that a reader asks."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.ledger.guide.blocks import (
    bundles_section,
    cadences_section,
    eligibility_section,
    items_section,
    notices_section,
    offered_facts,
)
from quheng.ledger.guide.clocks import clocks_section
from quheng.ledger.guide.contents import (
    acts_section,
    basis_section,
    checklists_section,
    links_section,
    materials_section,
)
from quheng.ledger.guide.fields import fields_section
from quheng.ledger.guide.figures import figures_section
from quheng.ledger.guide.flow import moves_section, parts_section
from quheng.ledger.guide.routing import routing_section, similar_section
from quheng.ledger.guide.section import Section
from quheng.ledger.guide.titles import Titles, joined
from quheng.ledger.programmes import Programme, Roles


@dataclass(frozen=True)
class Page:
    """The guide to one version of a programme.

    Parameters
    ----------
    title, summary
        What it is.
    facts
        Name and value of what is said once: who answers for it, from when, the digest.
    sections
        The tables that are not empty.
    """

    title: Text
    summary: Text
    facts: tuple[tuple[Text, Text], ...]
    sections: tuple[Section, ...]


def page(programme: Programme, roles: Roles) -> Page:
    """Return what the guide to a programme says."""
    declared = programme.declared
    first = str(declared.valid.first)
    titles = Titles(programme, roles)
    facts = (
        (Text(zh="主管单位", en="Answers for it"), declared.owner),
        (Text(zh="施行日期", en="In force from"), Text(zh=first, en=first)),
        (Text(zh="受理人", en="Opened by"), titles.roles(declared.intake.who)),
        (Text(zh="受理渠道", en="Channels"), joined(declared.intake.channels.values())),
        (Text(zh="办件编号", en="Numbers begin with"), Text(zh=declared.prefix, en=declared.prefix)),
        (Text(zh="内容摘要", en="Digest"), Text(zh=programme.digest, en=programme.digest)),
        *offered_facts(titles),
    )
    sections = (
        moves_section(titles),
        clocks_section(titles),
        parts_section(titles),
        bundles_section(titles),
        items_section(titles),
        eligibility_section(titles),
        notices_section(titles),
        cadences_section(titles),
        materials_section(titles),
        fields_section(titles),
        checklists_section(titles),
        links_section(titles),
        routing_section(titles),
        similar_section(titles),
        acts_section(titles),
        figures_section(titles),
        basis_section(titles),
    )
    return Page(
        declared.title, declared.summary, facts, tuple(section for section in sections if section.rows)
    )
