"""The declared relations hang together with the lexicon."""

from __future__ import annotations

from quheng.evidence.checks.relations import known_relations
from quheng.evidence.lexicon import known_indicators


def test_every_indicator_that_a_relation_names_is_declared():
    relations, known = known_relations(), known_indicators().indicators
    named = {*relations.of_each, *relations.real_terms, *relations.bases}
    named |= {part for compound in relations.compounds for part in compound.parts}
    assert named - set(known) == set()


def test_no_word_is_both_neutral_and_a_scope():
    relations = known_relations()
    assert set(relations.neutral) & set(relations.scopes) == set()
