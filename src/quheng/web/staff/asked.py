"""What a request asks for, where it may be anything: an address that makes no sense is answered as such."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseBase

from quheng.errors import DataError, MethodError, NotFoundError

View = Callable[..., HttpResponseBase]


def of_sense(view: View) -> View:
    """Answer 400 where a filter, a period or the place of a page makes no sense, 404 where none is."""

    @wraps(view)
    def answered(*asked: object, **named: object) -> HttpResponseBase:
        try:
            return view(*asked, **named)
        except NotFoundError as error:
            raise Http404(str(error)) from None
        except (DataError, MethodError) as error:
            raise BadRequest(str(error)) from None

    return answered
