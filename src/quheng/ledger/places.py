"""Where organisations stand in the tree, remembered: a path is given once and never changes."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.cases.refusal import refuse
from quheng.ledger.models import Organisation


class Places:
    """The organisations that were asked for so far, by code."""

    def __init__(self) -> None:
        self._known: dict[str, Organisation] = {}

    def find(self, code: str) -> Organisation:
        """Return an organisation of the register.

        Raises
        ------
        RefusedError
            Where the register has none of that code.
        """
        if code not in self._known:
            found = Organisation.objects.filter(code=code).first()
            if found is None:
                raise refuse(
                    "value",
                    f"机构名录中没有 {code}",
                    f"the register has no organisation {code}",
                    Text(zh="请先登记该机构，或改填其他机构", en="register it first, or name another"),
                    "organisation",
                )
            self._known[code] = found
        return self._known[code]
