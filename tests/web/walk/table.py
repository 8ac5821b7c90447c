"""Who may reach which address: a row for each. An address without one is a fault, and a test says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reach = Literal["public", "own", "staff", "case", "token", "token case"]
"""public: everybody. own: one's own account, signed in. staff: signed in, what the scope lets be seen. case:
signed in, and names a case or an entry of the register: one out of scope is not there. token, token case: the
same, for programs."""


@dataclass(frozen=True)
class Row:
    """What is known of an address.

    Parameters
    ----------
    reach
        Who reaches it.
    asked
        Query strings with which it is asked too; {foreign} stands for the words of a foreign case.
    changes_by_reading
        Whether it says who read what, so that to look at it changes it.
    """

    reach: Reach
    asked: tuple[str, ...] = ()
    changes_by_reading: bool = False


PUBLIC, OWN, STAFF, CASE = Row("public"), Row("own"), Row("staff"), Row("case")
TOKEN, TOKEN_CASE = Row("token"), Row("token case")

TABLE: dict[str, Row] = {
    "language/": PUBLIC,
    ".well-known/security.txt": PUBLIC,
    # sign-in
    "account/login/": PUBLIC,
    "account/logout/": PUBLIC,
    "account/inactive/": PUBLIC,
    "account/again/": OWN,
    "account/password/": OWN,
    "account/password/set/": OWN,
    "account/code/": PUBLIC,
    "account/code/again/": OWN,
    "account/second-factor/": OWN,
    "account/second-factor/on/": OWN,
    "account/second-factor/off/": OWN,
    "account/recovery-codes/": OWN,
    "account/recovery-codes/new/": OWN,
    "account/oidc/cancelled/": PUBLIC,
    "account/oidc/error/": PUBLIC,
    "account/oidc/<str:provider_id>/login/": PUBLIC,
    "account/oidc/<str:provider_id>/login/callback/": PUBLIC,
    "acting/": OWN,
    # the public
    "services/": PUBLIC,
    "services/<slug:programme>/": PUBLIC,
    "services/<slug:programme>/submit/": PUBLIC,
    "receipt/": PUBLIC,
    "track/": PUBLIC,
    "track/case/": PUBLIC,
    # at the desk
    "": STAFF,
    "cases/": Row("staff", ("?programme=lost-property", "?order=due", "?state=all", "?organisation=west")),
    "cases/<str:number>/": CASE,
    "cases/<str:number>/print/": CASE,
    "cases/<str:number>/show/": CASE,
    "cases/<str:number>/do/<slug:deed>/": CASE,
    "cases/<str:number>/do/<slug:deed>/<str:target>/": CASE,
    "cases/<str:number>/files/<str:digest>/": CASE,
    "cases/<str:number>/lookers/": Row("case", changes_by_reading=True),
    "cases/<str:number>/routes/": CASE,
    "cases/<str:number>/similar/": CASE,
    "glass/": STAFF,
    "glass/<int:key>/": CASE,
    "health/": CASE,
    "programmes/": STAFF,
    "programmes/<slug:programme>/": STAFF,
    "programmes/<slug:programme>/board/": STAFF,
    "programmes/<slug:programme>/new/": Row("staff", ("?find={foreign}", "?subject={foreign}")),
    "programmes/<slug:programme>/figures/": Row("staff", ("?by=organisation", "?by=month")),
    "programmes/<slug:programme>/figures.csv": Row("staff", ("?by=organisation",)),
    "programmes/<slug:programme>/figures/<slug:figure>/": STAFF,
    "search/": Row("staff", ("?q={foreign}", "?words={foreign}")),
    "subjects/<slug:kind>/<str:key>/": CASE,
    # programs
    "api/v1/openapi.json": PUBLIC,
    "api/v1/": TOKEN,
    "^api/.*$": TOKEN,
    "api/v1/programmes": TOKEN,
    "api/v1/programmes/<name>": TOKEN,
    "api/v1/programmes/<name>/schema": TOKEN,
    "api/v1/programmes/<name>/export": TOKEN,
    "api/v1/cases": Row("token", ("?programme=lost-property", "?organisation=west")),
    "api/v1/cases/<number>": TOKEN_CASE,
    "api/v1/cases/<number>/timeline": TOKEN_CASE,
    "api/v1/cases/<number>/moves": TOKEN_CASE,
    "api/v1/cases/<number>/moves/<move>": TOKEN_CASE,
    "api/v1/cases/<number>/assignment": TOKEN_CASE,
    "api/v1/cases/<number>/corrections": TOKEN_CASE,
    "api/v1/cases/<number>/tables/<field>/rows": TOKEN_CASE,
    "api/v1/cases/<number>/tables/<field>/corrections": TOKEN_CASE,
    "api/v1/cases/<number>/comments": TOKEN_CASE,
    "api/v1/cases/<number>/assessment": TOKEN_CASE,
    "api/v1/cases/<number>/notices/<notice>/objections": TOKEN_CASE,
    "api/v1/cases/<number>/notices/<notice>/objections/<objection>/answer": TOKEN_CASE,
    "api/v1/cases/<number>/clocks/<clock>/pause": TOKEN_CASE,
    "api/v1/cases/<number>/clocks/<clock>/resume": TOKEN_CASE,
    "api/v1/cases/<number>/clocks/<clock>/extension": TOKEN_CASE,
    "api/v1/cases/<number>/parts/<parts>/answer": TOKEN_CASE,
    "api/v1/cases/<number>/parts/<parts>/return": TOKEN_CASE,
    "api/v1/cases/<number>/parts/<parts>/departments": TOKEN_CASE,
    "api/v1/cases/<number>/parts/<parts>/decision": TOKEN_CASE,
    "api/v1/cases/<number>/checklists/<checklist>/items/<item>": TOKEN_CASE,
    "api/v1/cases/<number>/links/<link>": TOKEN_CASE,
    "api/v1/cases/<number>/merger": TOKEN_CASE,
    "api/v1/cases/<number>/files": TOKEN_CASE,
    "api/v1/cases/<number>/files/<digest>": TOKEN_CASE,
    "api/v1/search": Row("token", ("?words={foreign}", "?q={foreign}")),
    "api/v1/subjects": Row("token", ("?words={foreign}", "?q={foreign}")),
    "api/v1/subjects/<kind>/<key>/cases": TOKEN_CASE,
    "api/v1/figures/<programme>/<figure>": Row("token", ("?by=organisation", "?by=month")),
    "api/v1/figures/<programme>/<figure>/cases": TOKEN,
    r"^open311/discovery\.(?P<form>xml|json)$": PUBLIC,
    r"^open311/v2/services\.(?P<form>xml|json)$": PUBLIC,
    r"^open311/v2/services/(?P<code>[^/]+)\.(?P<form>xml|json)$": PUBLIC,
    r"^open311/v2/requests\.(?P<form>xml|json)$": TOKEN,
    r"^open311/v2/requests/(?P<number>[^/]+)\.(?P<form>xml|json)$": TOKEN_CASE,
    r"^open311/v2/tokens/(?P<name>[^/]+)\.(?P<form>xml|json)$": TOKEN,
    r"^open311/": PUBLIC,
}

GIVEN = {
    "provider_id": "house",
    "programme": "lost-property",
    "name": "lost-property",
    "code": "lost-property",
    "figure": "given_back",
    "deed": "comment",
    "target": "search",
    "move": "search",
    "link": "twin",
    "parts": "help",
    "clock": "search_time",
    "checklist": "state",
    "item": "whole",
    "field": "thing",
    "notice": "n",
    "objection": "1",
    "kind": "enterprise",
    "form": "json",
    "digest": "0" * 64,
}
"""What stands in the place of a parameter, beside the case and the entry of the register themselves."""
