"""The pages of the public and of sign-in keep to their queries."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.portal import client_over_tls

MOST = 8


def queries(client, where: str) -> list[str]:
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200, where
    return [query["sql"] for query in found]


@pytest.mark.parametrize(
    "where",
    [
        "/services/", "/services/park-bench/", "/services/park-bench/submit/", "/receipt/", "/track/",
        "/track/case/", "/account/login/",
    ],
)  # fmt: skip
def test_a_page_of_the_public_keeps_to_its_queries(citizen, where):
    citizen.submits()
    queries(citizen.client, where)  # what is compiled once is compiled now
    found = queries(citizen.client, where)
    assert len(found) <= MOST, "\n".join(found)


@pytest.mark.parametrize("where", ["/acting/", "/account/password/", "/account/second-factor/", "/services/"])
def test_a_page_of_sign_in_keeps_to_its_queries(citizen, where):
    client = client_over_tls()
    client.force_login(User.objects.get(username="wang"), "django.contrib.auth.backends.ModelBackend")
    queries(client, where)
    found = queries(client, where)
    assert len(found) <= MOST, "\n".join(found)
