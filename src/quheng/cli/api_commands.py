"""Commands on the API: make, list and revoke its tokens, print its description."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import schema_app, worded
from quheng.cli.ledger_application import ledger_app, moment, read_day, read_sensitivity, start_django

TERM = timedelta(days=90)
"""How long a token holds where nothing is said."""

token_app = typer.Typer(
    no_args_is_help=True,
    help=worded("接口令牌：签发、列出、撤销。", "Tokens of the API: make, list, revoke."),
)
ledger_app.add_typer(token_app, name="token")

Account = Annotated[str, typer.Argument(help=worded("账号名。", "The name of the account."))]
Name = Annotated[str, typer.Argument(help=worded("令牌名称。", "What the token is called."))]


@token_app.command(help=worded("签发令牌；密钥只显示这一次。", "Make a token; its key is shown this once."))
def create(
    account: Account,
    name: Name,
    programme: Annotated[
        list[str] | None,
        typer.Option(help=worded("只限此服务事项，可重复。", "For this programme alone; can be repeated.")),
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help=worded("只限此机构及下级。", "For this organisation and all below."))
    ] = None,
    sensitivity: Annotated[
        str, typer.Option(help=worded("可见的最高敏感级别。", "The highest sensitivity that is seen."))
    ] = "internal",
    write: Annotated[
        bool, typer.Option("--write", help=worded("可以办理，不只读取。", "It may act, not only read."))
    ] = False,
    until: Annotated[
        str | None,
        typer.Option(help=worded("有效至（含），默认 90 天。", "Its last day; 90 days by default.")),
    ] = None,
) -> None:
    """Make a token, and print its key."""
    start_django()
    from quheng.ledger.tokens import issue_token
    from quheng.web.signin.people import person

    now = moment()
    issued = issue_token(
        person(account),
        name,
        now,
        read_day(until) if until else now.date() + TERM,
        programmes=tuple(programme or ()),
        organisation=organisation,
        sensitivity=read_sensitivity(sensitivity),
        writes=write,
    )
    note = Text(
        zh=f"令牌 {name} 有效至 {issued.token.until}；密钥只显示这一次，请妥善保存：",
        en=f"the token {name} holds until {issued.token.until}; keep its key, which is shown this once:",
    )
    typer.echo(str(note), err=True)
    typer.echo(issued.key)


@token_app.command("list", help=worded("列出令牌。", "List tokens."))
def list_tokens(
    account: Annotated[
        str | None, typer.Option(help=worded("只列此账号的。", "Those of one account alone."))
    ] = None,
) -> None:
    """List tokens: whose, what they reach, until when, when last used."""
    start_django()
    from quheng.ledger.tokens import described, tokens_of

    for token in tokens_of(account):
        typer.echo(str(described(token, moment())))


@token_app.command(help=worded("撤销令牌，立即失效。", "End a token at once."))
def revoke(account: Account, name: Name) -> None:
    """End a token."""
    start_django()
    from quheng.ledger.tokens import revoke_token

    revoke_token(account, name, moment())
    done = Text(zh=f"已撤销 {account} 的令牌 {name}", en=f"revoked the token {name} of {account}")
    typer.echo(str(done))


@schema_app.command("openapi", help=worded("接口的 OpenAPI 描述。", "The OpenAPI description of the API."))
def schema_openapi() -> None:
    """Print the description of the API."""
    start_django()
    from quheng.web.api.contract import openapi_text

    typer.echo(openapi_text(), nl=False)
