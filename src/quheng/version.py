"""The version of Quheng."""

from importlib.metadata import version

__version__ = version("quheng")
