"""The sample district, put into an empty ledger."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import Field

from quheng.declarations import Declared, read_yaml, validated
from quheng.ledger.cases import Subject
from quheng.ledger.granting import grant_role
from quheng.ledger.importing import (
    import_enterprises,
    import_organisations,
    import_projects,
    import_sites,
)
from quheng.ledger.models import Enterprise, Project, Site
from quheng.ledger.programmes.declared import Sensitivity
from quheng.ledger.sample.story import read_stories
from quheng.ledger.sample.tell import Telling, Told, tell
from quheng.ledger.scope import Viewer, viewer_of
from quheng.ledger.store import Store
from quheng.library import library_file

SINCE = date(2026, 1, 1)

NO_STORIES = ("people.yaml",)


class GrantedRole(Declared):
    """A role over an organisation and all below it."""

    role: str
    organisation: str
    sensitivity: Sensitivity = "internal"


class Member(Declared):
    """Somebody at work."""

    account: str
    name: str
    grants: tuple[GrantedRole, ...] = Field(min_length=1)


class Members(Declared):
    """Everybody at work."""

    people: tuple[Member, ...] = Field(min_length=1)


def load_district(folder: Path | None = None, store: Store | None = None) -> tuple[Told, ...]:
    """Put the organisations, enterprises, people and stories of a folder into the ledger: all, or nothing.

    Parameters
    ----------
    folder
        organisations.csv, enterprises.csv, projects.csv, sites.csv, people.yaml, and files of stories; by
        default the sample district.
    store
        The writer.

    Raises
    ------
    DataError, DeclarationError
        Where a row is wrong, or a step of a story is refused.
    """
    place = folder or library_file("programmes", "sample")
    stories = sorted(path for path in place.glob("*.yaml") if path.name not in NO_STORIES)
    with transaction.atomic():
        import_organisations(place / "organisations.csv")
        import_enterprises(place / "enterprises.csv")
        import_projects(place / "projects.csv")
        import_sites(place / "sites.csv")
        for member in validated(Members, read_yaml(place / "people.yaml"), "people.yaml").people:
            _admit(member)
        writer = store or Store()
        return tuple(told for path in stories for told in tell_stories(path, writer))


def tell_stories(path: Path, store: Store | None = None) -> tuple[Told, ...]:
    """Tell a file of stories to a ledger that has its people and organisations: all, or nothing.

    Raises
    ------
    NotFoundError, DeclarationError
        Where there is no such file, or with all that is wrong in it.
    DataError
        At the first step that is refused, with the reason.
    """
    telling = Telling(store or Store(), cache(_viewer), _subject)
    with transaction.atomic():
        return tuple(tell(read_stories(path), telling, path.name))


def _admit(member: Member) -> None:
    account, new = User.objects.get_or_create(username=member.account, defaults={"first_name": member.name})
    if new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    for grant in member.grants:
        grant_role(account, grant.role, grant.organisation, SINCE, sensitivity=grant.sensitivity)


def _viewer(account: str, at: datetime) -> Viewer:
    return viewer_of(User.objects.get(username=account), at.date())


def _subject(code: str) -> Subject:
    """Return the enterprise, project or site of a code."""
    project, site = Project.objects.filter(code=code).first(), Site.objects.filter(code=code).first()
    if project is not None:
        return Subject("project", str(project.pk))
    if site is not None:
        return Subject("site", str(site.pk))
    return Subject("enterprise", str(Enterprise.objects.get(credit_code=code).pk))
