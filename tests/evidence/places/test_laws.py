"""What holds for any text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.places import article_place, assign_place, find_places

WORDS = re.findall(
    r"\S+|\n",
    "郑州市 金水区 金水 成都 高新区 经开区 东大街街道 竹林镇 办事处 和平区 长安 兴县 城区 新区 全市 我省 "
    "该镇 全国 世界 国家 中国 有限公司 集团 大学 中心 （ ） ， 。 ； 、 “ ” 分别 占 其中 2023年 前三季度 "
    "12家 第3位 增长5% 在 的 等 是 唯 \n",
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
homes = st.sampled_from([None, "410100", "510104", "110105", "100000", "410172", "nowhere"])


@given(texts, homes)
def test_mentions_slice_to_their_text_in_order_without_overlap(text: str, home: str | None) -> None:
    mentions = find_places(text, home)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(mention.text for mention in mentions)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(end <= mention.start for end, mention in zip(ends, mentions, strict=False))


@given(texts, homes)
def test_finding_twice_is_identical(text: str, home: str | None) -> None:
    assert find_places(text, home) == find_places(text, home)


@given(texts, homes, st.data())
def test_every_position_has_a_place(text: str, home: str | None, data: st.DataObject) -> None:
    mentions = find_places(text, home)
    split = data.draw(st.integers(0, len(text)))
    article = article_place(text, (0, split), (split, len(text)), mentions, home)
    at = data.draw(st.integers(0, len(text)))
    first = data.draw(st.integers(0, at))
    floor = data.draw(st.integers(0, first))
    place, rule = assign_place(
        text, at, (first, len(text)), (floor, len(text)), mentions, article, None, home
    )
    assert rule
    assert place.how in ("explicit", "sentence", "paragraph", "default", "unresolved")
    assert (place.code is None) or (len(place.code) == 6 and place.code.isdigit())


@given(texts, st.sampled_from(["。", "。\n"]))
def test_what_follows_does_not_change_the_places_of_a_chain(text: str, mark: str) -> None:
    alone = find_places("四川省成都市武侯区浆洗街街道")
    before = find_places("四川省成都市武侯区浆洗街街道" + mark + text)
    assert before[0] == alone[0]
