"""Word what a YAML parser stumbled over, in both languages, and name what people mistype most."""

from __future__ import annotations

import re

from quheng.bilingual import Text

FULL_WIDTH = re.compile(r"^[^#\"']*?[\w\-\]}]\s*(?P<mark>[：，【】｛｝“”])")

STUMBLES = (
    ("duplicate key", Text(zh="键重复", en="a key stands twice")),
    ("'\\t'", Text(zh="缩进中有制表符", en="there is a tab in the indentation")),
    (
        "mapping values are not allowed",
        Text(zh="此处不应有冒号，或缩进有误", en="a colon or an indentation is out of place"),
    ),
    ("could not find expected ':'", Text(zh="缺少冒号", en="a colon is missing")),
    ("expected <block end>", Text(zh="缩进前后不一致", en="the indentation does not match the lines above")),
    ("quoted scalar", Text(zh="引号没有成对", en="a quote is not closed")),
    ("flow", Text(zh="括号或逗号没有成对", en="a bracket or comma is missing")),
)

REMEDY = Text(
    zh="请检查缩进、冒号后的空格、引号和重复的键",
    en="check the indentation, the space after a colon, quotes and repeated keys",
)


def stumble(problem: str) -> Text:
    """Return what was wrong, from the parser's own words."""
    for words, text in STUMBLES:
        if words in problem:
            return Text(zh=f"YAML 语法有误：{text.zh}", en=f"not valid YAML: {text.en} ({problem})")
    return Text(zh="YAML 语法有误", en=f"not valid YAML: {problem}")


def full_width_marks(text: str) -> tuple[int, Text] | None:
    """Return the first line with a full-width mark in place of YAML's own, and what to do; None without."""
    for number, line in enumerate(text.splitlines(), 1):
        found = FULL_WIDTH.match(line)
        if found:
            mark = found["mark"]
            return number, Text(
                zh=f"第 {number} 行有全角符号“{mark}”，请改为半角",
                en=f"line {number} has the full-width mark {mark!r}: write the ASCII one",
            )
    return None
