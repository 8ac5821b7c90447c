"""The district of the benchmark: twelve programmes, forty departments, four viewers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.contrib.auth.models import User

from quheng.calendars.beijing_time import BEIJING
from quheng.declarations import read_yaml
from quheng.ledger.granting import grant_role
from quheng.ledger.models import Organisation, VersionRow
from quheng.ledger.paths import child_path
from quheng.ledger.programmes import programme_names
from quheng.ledger.published import publish_version
from quheng.ledger.sample import load_district
from quheng.ledger.setting_up import publish_shipped
from quheng.library import library_file

DEPARTMENTS = 40
PROGRAMMES = 12
SINCE = date(2026, 1, 1)
PUBLISHED = datetime(2026, 1, 1, 9, tzinfo=BEIJING)

EVERYTHING = "everything"
ONE = "one-department"
TWENTY = "twenty-departments"
VIEWERS = (EVERYTHING, ONE, TWENTY)


def build_town() -> None:
    """Publish the programmes, tell the sample stories, and set up departments and viewers."""
    publish_shipped("benchmark", PUBLISHED)
    load_district()
    root = Organisation.objects.get(code="sample")
    taken = Organisation.objects.filter(parent=root).count()
    for number in range(1, DEPARTMENTS + 1):
        Organisation.objects.create(
            code=department(number),
            name_zh=f"第{number}部门",
            name_en=f"Department {number}",
            kind="department",
            parent=root,
            path=child_path(root.path, taken + number),
        )
    for name, text in copies():
        publish_version(text, f"{name}.yaml", "benchmark", "approver", PUBLISHED)
    for viewer, places in (
        (EVERYTHING, ["sample"]),
        (ONE, [department(3)]),
        (TWENTY, [department(number) for number in range(1, DEPARTMENTS, 2)]),
    ):
        account = User.objects.create_user(viewer)
        for place in places:
            role = "supervisor" if place == "sample" else "handler"
            grant_role(account, role, place, SINCE, sensitivity="personal")


def department(number: int) -> str:
    """Return the code of a department."""
    return f"department-{number:02d}"


def copies() -> Iterator[tuple[str, str]]:
    """Yield programmes under other names, so that there are twelve."""
    names = programme_names()
    for place in range(PROGRAMMES - len(names)):
        name = names[place % len(names)]
        text = read_yaml(library_file("programmes", f"{name}.yaml"))
        copy = f"{name}-{place + 2}"
        text = re.sub(rf"^programme: {name}$", f"programme: {copy}", text, flags=re.MULTILINE)
        yield copy, re.sub(r"^prefix: (\w\w).*$", rf"prefix: \1{chr(65 + place)}", text, flags=re.MULTILINE)


def digest_of(programme: str) -> str:
    """Return the digest of a programme's version."""
    found: str = VersionRow.objects.values_list("digest", flat=True).get(programme=programme)
    return found
