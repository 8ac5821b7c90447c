"""Answers of Open311 as XML, which every client reads, or as JSON: the same members in both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from xml.etree import ElementTree

from django.http import HttpResponse

Format = Literal["xml", "json"]

ONE_OF: dict[str, str] = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
"""How an entry of a list is called in XML; JSON leaves the names of entries out."""

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in XML at all."""


def answered(name: str, content: Any, form: Format, status: int = 200) -> HttpResponse:
    """Return an answer.

    Parameters
    ----------
    name
        The root in XML: the name of a list, or of the only thing told.
    content
        The list, or the thing.
    form
        XML or JSON.
    status
        The code.
    """
    if form == "json":
        text = json.dumps(content, ensure_ascii=False)
        return HttpResponse(text, content_type="application/json; charset=utf-8", status=status)
    root = ElementTree.Element(name)
    _fill(root, name, content)
    body = ElementTree.tostring(root, encoding="unicode")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{body}'
    return HttpResponse(text, content_type="text/xml; charset=utf-8", status=status)


def _fill(element: ElementTree.Element, name: str, content: Any) -> None:
    match content:
        case Mapping():
            for member, value in content.items():
                _fill(ElementTree.SubElement(element, member), member, value)
        case str():
            element.text = NO_XML.sub("", content)
        case Sequence():
            for entry in content:
                _fill(ElementTree.SubElement(element, ONE_OF[name]), ONE_OF[name], entry)
        case bool():
            element.text = "true" if content else "false"
        case None:
            pass
        case _:
            element.text = str(content)
