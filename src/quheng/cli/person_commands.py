"""Commands on accounts: add, grant, reset, close."""

from __future__ import annotations

from typing import Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import worded
from quheng.cli.ledger_application import ledger_app, moment, read_day, read_sensitivity, start_django

person_app = typer.Typer(
    no_args_is_help=True, help=worded("账号：开通、授权、重置、停用。", "Accounts: add, grant, reset, close.")
)
ledger_app.add_typer(person_app, name="person")

Account = Annotated[str, typer.Argument(help=worded("账号名。", "The name of the account."))]


@person_app.command(help=worded("开通账号，打印初始口令。", "Open an account, and print its first password."))
def add(
    account: Account,
    name: Annotated[str, typer.Option(help=worded("姓名。", "What the person is called."))],
) -> None:
    """Open an account."""
    start_django()
    from quheng.web.signin.people import add_person

    _tell(account, add_person(account, name))


@person_app.command(help=worded("授予角色。", "Grant a role."))
def grant(
    account: Account,
    role: Annotated[str, typer.Option(help=worded("角色，见 roles.yaml。", "A role of roles.yaml."))],
    organisation: Annotated[str, typer.Option(help=worded("机构代码。", "The code of an organisation."))],
    programme: Annotated[
        str, typer.Option(help=worded("只限此服务事项。", "For this programme alone."))
    ] = "",
    stage: Annotated[str, typer.Option(help=worded("只限此环节。", "In this stage alone."))] = "",
    sensitivity: Annotated[
        str, typer.Option(help=worded("可见的最高敏感级别。", "The highest sensitivity that is seen."))
    ] = "internal",
    since: Annotated[
        str | None, typer.Option(help=worded("起始日期，默认今天。", "From this day; today by default."))
    ] = None,
    until: Annotated[
        str | None, typer.Option(help=worded("截止日期（含）。", "Until this day, included."))
    ] = None,
) -> None:
    """Grant a role."""
    start_django()
    from quheng.ledger.granting import grant_role
    from quheng.web.signin.people import person

    grant_role(
        person(account),
        role,
        organisation,
        read_day(since) if since else moment().date(),
        read_day(until) if until else None,
        programme=programme,
        stage=stage,
        sensitivity=read_sensitivity(sensitivity),
    )
    typer.echo(
        str(
            Text(
                zh=f"{account} 自即日起在 {organisation} 担任 {role}"
                if since is None
                else f"{account} 自 {since} 起在 {organisation} 担任 {role}",
                en=f"{account} holds {role} in {organisation} from {since or 'today'} on",
            )
        )
    )


@person_app.command(
    help=worded(
        "重置口令、解除锁定，打印新口令。", "Give a new password, lift a lock, and print the password."
    )
)
def reset(
    account: Account,
    second_factor: Annotated[
        bool,
        typer.Option("--second-factor", help=worded("一并清除二次验证。", "Take the second factor off too.")),
    ] = False,
) -> None:
    """Give a new password."""
    start_django()
    from quheng.web.signin.people import reset_person

    _tell(account, reset_person(account, second_factor))


@person_app.command(help=worded("停用账号。", "Close an account."))
def close(account: Account) -> None:
    """Close an account."""
    start_django()
    from quheng.web.signin.people import close_person

    close_person(account)
    typer.echo(str(Text(zh=f"账号 {account} 已停用", en=f"the account {account} is closed")))


def _tell(account: str, password: str) -> None:
    typer.echo(
        str(Text(zh=f"账号 {account}，口令：{password}", en=f"account {account}, password: {password}"))
    )
    typer.echo(
        str(
            Text(
                zh="只显示这一次；首次登录时必须修改",
                en="it is shown once, and must be changed at the first sign-in",
            )
        )
    )
