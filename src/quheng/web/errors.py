"""Pages for what goes wrong: worded, without a trace of how the house is built."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from quheng.bilingual import Text
from quheng.ledger.out_of_service import why_out_of_service

RETRY_AFTER = 60
"""In seconds: when to look again whether the database is back."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is not understood."""
    return _page(
        request,
        400,
        Text(zh="请求有误", en="The request is not understood"),
        Text(zh="请返回上一页重试。", en="Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not."""
    return _page(
        request,
        403,
        Text(zh="没有权限", en="This is not for you"),
        Text(zh="如确需办理，请联系管理员。", en="If you need it, ask an administrator."),
    )


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours, or from one that is too old."""
    return _page(
        request,
        403,
        Text(zh="表单已失效", en="The form is out of date"),
        Text(
            zh="页面打开过久，或浏览器禁用了 Cookie。请返回、刷新后重新提交。",
            en="The page was open too long, or cookies are off. Go back, reload it, and send it again.",
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where there is nothing: the same whether it never was, or is for others."""
    return _page(
        request,
        404,
        Text(zh="没有这个页面", en="There is no such page"),
        Text(zh="请核对地址或编号。", en="Check the address or the number."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a request that is larger than any form of ours."""
    return _page(
        request,
        413,
        Text(zh="内容过大", en="This is too large"),
        Text(
            zh="请压缩图片，或分几次提交文件。", en="Make the pictures smaller, or send the files one by one."
        ),
    )


def too_many(request: HttpRequest, words: Text | None = None) -> HttpResponse:
    """Answer somebody who tries too often."""
    return _page(
        request,
        429,
        Text(zh="操作过于频繁", en="Too many attempts"),
        words or Text(zh="请 15 分钟后再试。", en="Try again in 15 minutes."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer where the house itself failed, or its database or disk: with neither a session nor a query."""
    # Django calls this while it handles the error, of whichever view or middleware.
    hindrance = why_out_of_service(sys.exception())
    if hindrance is None:
        return HttpResponse(loader.render_to_string("500.html"), status=500)
    page = loader.render_to_string("503.html", {"why": hindrance.words})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def _page(request: HttpRequest, status: int, title: Text, remedy: Text) -> HttpResponse:
    return render(request, "error.html", {"heading": title, "remedy": remedy}, status=status)
