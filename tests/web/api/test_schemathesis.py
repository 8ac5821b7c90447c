"""Whatever a client may send to the whole contract, on the sample district: no failure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.db import connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.models import Grant, Organisation
from quheng.ledger.programmes import load_roles
from quheng.ledger.sample import load_district
from quheng.ledger.setting_up import publish_shipped
from quheng.ledger.tokens import issue_token
from quheng.web.api.contract import openapi
from quheng.web.wsgi import application
from tests.ledger.conftest import use_database

pytestmark = pytest.mark.long

NOW = datetime(2026, 3, 20, 9, tzinfo=BEIJING)

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]

EXAMPLES = 4


def behind_tls(environ: dict[str, Any], start_response: Any) -> Any:
    """Answer as behind a proxy that ends TLS."""
    return application(
        {**environ, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_HOST": "localhost"}, start_response
    )


def described() -> Any:
    schema = schemathesis.openapi.from_dict(openapi())
    schema.app = behind_tls
    return schema


schema = described()

REAL = {
    "number": "RX2026000001",
    "name": "hotline-12345",
    "programme": "hotline-12345",
    "figure": "received",
    "move": "dispatch",
    "clock": "handling",
    "parts": "joint_handling",
    "kind": "enterprise",
    "key": "1",
}
"""What there is: drawn names lead nowhere, so every second one is put right."""


@schema.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    if not path_parameters:
        return path_parameters
    return {
        name: REAL.get(name, drawn) if len(str(drawn)) % 2 else drawn
        for name, drawn in path_parameters.items()
    }


@pytest.fixture(autouse=True)
def clock() -> None:
    """Stand in for the clock of the town: this module has a day of its own."""


@pytest.fixture(scope="module")
def key(sqlite) -> Iterator[str]:
    """Give the key of somebody who may do everything in the sample district."""
    use_database(sqlite())
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quheng.web.api.gate.now", lambda: NOW)
        patch.setattr(django_settings, "API_RATE", 1_000_000)
        publish_shipped("gao", datetime(2026, 1, 1, tzinfo=BEIJING))
        load_district()
        account = User.objects.create_user("anybody")
        sample = Organisation.objects.get(code="sample")
        for role in load_roles().roles:
            Grant.objects.create(
                account=account, role=role.id, organisation=sample, sensitivity=3, since=NOW.date()
            )
        yield issue_token(account, "all", NOW, NOW.date(), sensitivity="sensitive", writes=True).key
    connections.close_all()


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_makes_the_server_fail(case, key):
    case.headers = {**(case.headers or {}), "Authorization": f"Bearer {key}"}
    response = case.call(app=behind_tls)
    case.validate_response(response, checks=CHECKS)
