"""The JavaScript that draws charts without a network: Vega, Vega-Lite and vega-embed in one text.

vl-convert builds it in about 1.4 s and holds the interpreter's lock all that while, so that a thread gains
nothing; `start_bundle` lets a second process do it while the caller goes on.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec

_PROGRAM = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle().encode())"


def vega_bundle() -> str:
    """Return the bundle (about 0.9 MB): the same text for the same version of vl-convert."""
    import vl_convert

    return str(vl_convert.javascript_bundle())  # type: ignore[call-arg]


@dataclass
class Bundle:
    """A bundle under way; `text` waits for it."""

    _process: subprocess.Popen[bytes] | None
    _text: str | None = field(default=None)

    def text(self) -> str:
        """Return the bundle; where the second process failed it is built here."""
        if self._text is None:
            output = self._process.communicate()[0] if self._process else b""
            done = self._process is not None and self._process.returncode == 0 and output
            self._text = output.decode() if done else vega_bundle()
        return self._text


@cache
def start_bundle() -> Bundle | None:
    """Start to build the bundle beside the caller's work; None where the chart packages are not installed.

    Whoever calls it early saves the time later: it is built once a process.
    """
    if find_spec("vl_convert") is None or find_spec("altair") is None:
        return None
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return Bundle(None)
    return Bundle(process)
