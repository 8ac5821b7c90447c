"""Repeated requests: found by keyed digests of what is sealed, suggested, never merged by themselves."""

from quheng.ledger.similar.finding import Similarity, find_similar, similar_to

__all__ = ["Similarity", "find_similar", "similar_to"]
