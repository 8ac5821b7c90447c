"""Routing learnt from where cases went: plain counts, explained, never carried out by themselves."""

from quheng.ledger.routing.suggesting import Suggested, Suggestion, routes_for, suggest_routes

__all__ = ["Suggested", "Suggestion", "routes_for", "suggest_routes"]
