"""What the pages of the staff ask of fields and of the viewer."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from quheng.ledger.programmes import load_roles
from quheng.ledger.scope import Viewer

register = template.Library()


@register.filter
def needed(attributes: Mapping[str, object]) -> bool:
    """Whether the stage asks for a field."""
    return attributes.get("aria-required") == "true"


@register.filter
def watches(viewer: Viewer) -> bool:
    """Whether the viewer oversees, anywhere, who looked at protected data."""
    roles = load_roles().overseeing("reads")
    return any(permit.role in roles for permit in viewer.permits)
