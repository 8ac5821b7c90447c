"""Whom an article speaks of where its sentences do not say."""

import pytest

from quheng.evidence.places import article_place, find_places


def place_of(headline: str, body: str, home: str | None) -> tuple[str, str, str]:
    text = f"{headline}\n\n{body}"
    split = len(headline)
    found = article_place(text, (0, split), (split + 2, len(text)), find_places(text, home), home)
    return found.place.name, found.how, found.rule


@pytest.mark.parametrize(
    ("headline", "body", "home", "expected"),
    [
        ("昆山市2023年国民经济统计公报", "全市实现生产总值5140亿元。", None, ("昆山市", "headline")),
        ("产业向新 福田蝉联百强", "福田区总量居前。", "440300", ("福田区", "headline")),
        ("全国百强县揭晓 长沙县列第5位", "榜单今日发布。", None, ("长沙县", "headline")),
        ("中华人民共和国2023年统计公报", "全年国内生产总值126万亿元，不含香港。", None,
         ("全国", "headline")),
        ("12家企业落户雄安新区", "签约总额30亿元。", "130600", ("雄安新区", "headline")),
        ("我市新增3家上市公司", "总数达到60家。", "320500", ("苏州市", "headline")),
        ("政府工作报告", "我代表上杭县人民政府报告。龙岩至龙川铁路开工。", None, ("上杭县", "issuer")),
        ("", "近日，雁塔区小寨路街道走访企业。", "610100", ("小寨路街道", "opening")),
        ("", "近日，全省会议召开。全市增长5%。长安区增长6%。", "610100", ("西安市", "home")),
        ("", "贵州省统计局发布数据，全州增长5%。", "522300", ("黔西南布依族苗族自治州", "opening")),
        ("简讯", "连日来，走访组深入南山区，为南山区企业送政策。", None, ("南山区", "frequent")),
        ("简讯", "走访组来到一家企业。", "440300", ("深圳市", "home")),
        ("简讯", "走访组深入深圳企业。", None, ("深圳市", "named")),
        ("简讯", "专家认为，这在我国尚属首次。", None, ("全国", "nation")),
    ],
)  # fmt: skip
def test_the_place_of_an_article(
    headline: str, body: str, home: str | None, expected: tuple[str, str]
) -> None:
    name, how, rule = place_of(headline, body, home)
    assert (name, rule) == expected
    assert how == "default"


def test_a_text_that_names_no_place_and_has_no_home_says_so() -> None:
    assert place_of("简讯", "走访组来到一家企业，收入30亿元。", None) == ("", "unresolved", "none")
