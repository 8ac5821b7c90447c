"""Pages in both languages."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("language", "heading"), [("zh", "我的待办"), ("en", "My queue")])
def test_a_page_is_worded_in_the_language_that_was_chosen(signed_in, language, heading):
    client = signed_in("wang")
    answer = client.post("/language/", {"language": language, "next": "/"}, follow=True)
    assert f"<h1>{heading}</h1>" in answer.content.decode()
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_choosing_a_language_leads_to_no_other_site(signed_in, elsewhere):
    answer = signed_in("wang").post("/language/", {"language": "en", "next": elsewhere})
    assert answer.headers["Location"] == "/"
