"""What the server serves, with every page loaded: a worker that is forked from it answers at once."""

from django.urls import get_resolver

from quheng.web.wsgi import application

__all__ = ["application"]

get_resolver().check()
