"""What the layout broke is mended, and every character still knows where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.evidence.repair import Offsets, View, repair

CHARACTERS = (
    "甲乙型期一二三〇○年月日家个元万亿人%％.．,，。、；：“”（）()·— -０１２3456７8９ABＣab"
    + "\n\n\r\t　\u200b\ufeff\xad"
)

broken_text = st.text(st.sampled_from(CHARACTERS), max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("增加值增长６．５％", "增加值增长6.5%"),
        ("ＧＤＰ为１２亿元", "GDP为12亿元"),
        ("１－８月", "1-8月"),
        ("⼈⼝12万", "人口12万"),
        ("二○二三年", "二〇二三年"),
        ("二OO八年", "二〇〇八年"),
        ("\ufeff新增\u200b3\xad家", "新增3家"),
        ("一、综合\r\n二、农业\r三、工业", "一、综合\n二、农业\n三、工业"),
        ("面积12m²，见注①", "面积12m²，见注①"),
        ("全市，共有；（二）", "全市，共有；（二）"),
    ],
)
def test_characters_that_print_alike_are_read_alike(raw: str, text: str) -> None:
    assert repair(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("投资增长18.\n4%，其中", "投资增长18.4%，其中"),
        ("投资增长18.\n\n4%，其中", "投资增长18.4%，其中"),
        ("投资增长18\n.4%，其中", "投资增长18.4%，其中"),
        ("投资增长18. 4%，其中", "投资增长18.4%，其中"),
        ("总额为31.7\n6亿元", "总额为31.76亿元"),
        ("到20\n24年，全县", "到2024年，全县"),
        ("现有门店，共312\n\n家，从业", "现有门店，共312家，从业"),
        ("现有门店312\n家，从业", "现有门店312家，从业"),
        ("合计 1 234 567 家企业", "合计1234567家企业"),
        ("总额达1，234.5万元", "总额达1,234.5万元"),
        ("增速为5·3%", "增速为5.3%"),
    ],
)
def test_a_torn_number_is_one_number(raw: str, text: str) -> None:
    assert repair(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "目标如下：\n1.\n3家企业",
        "1. 2023年全市生产总值",
        "户数\n12\n34\n56",
        "2022\n2023\n2024",
        "见附件2\n3家企业入围，名单如下",
        "分别为1，234，567家",
        "纪念9·18",
        "城关镇 12 34 56",
        "全县常住人口23\n\n人均收入持续提高，城乡差距缩小。",
        "3 总则",
    ],
)
def test_what_only_looks_torn_stays_apart(raw: str) -> None:
    assert repair(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("新 增 2.6 万 家", "新增2.6万家"),
        ("2024 年，全县 生产总值 达到 30 亿元，增长 5 %。", "2024年，全县生产总值达到30亿元，增长5%。"),
        (
            "本报讯（记者 赵甲 通讯员 钱乙丙）近日，全县 新开 3 家门店。",
            "本报讯（记者 赵甲 通讯员 钱乙丙）近日，全县新开3家门店。",
        ),
        ("服务下沉到村头 办事不再跑断腿", "服务下沉到村头 办事不再跑断腿"),
        ("指标\t2023年\t增长", "指标\t2023年\t增长"),
    ],
)
def test_a_stray_space_goes_and_a_parting_space_stays(raw: str, text: str) -> None:
    assert repair(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        # a line that cannot end so
        ("全县加快发展，\n努力争先。", "全县加快发展，努力争先。"),
        ("深入推进“放心\n\n消费”，全县", "深入推进“放心消费”，全县"),
        # a full stop inside shows prose, and prose goes on
        (
            "开局良好。全县上下认真贯彻落实新的发展\n\n理念，各项事业取得进步。",
            "开局良好。全县上下认真贯彻落实新的发展理念，各项事业取得进步。",
        ),
        # a hard-wrapped column
        (
            "全县粮食种植面积比上年有所\n增加，单产稳定，总产创下新\n高。",
            "全县粮食种植面积比上年有所增加，单产稳定，总产创下新高。",
        ),
        # an adverbial of time begins a sentence, never a heading
        (
            "2022年，某县大力推行“一门”\n\n改革，群众办事更加便利。",
            "2022年，某县大力推行“一门”改革，群众办事更加便利。",
        ),
        ("a state-own-\ned firm", "a state-owned firm"),
    ],
)
def test_a_sentence_that_a_column_broke_is_whole(raw: str, text: str) -> None:
    assert repair(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "三项改革再提速\n\n本报讯 近日，某县推进改革。",
        "抓住“牛头”，走好“先手棋”\n\n某县农机有限公司是一家老企业。公司成立多年。",
        "一、综合\n初步核算，全县生产总值120亿元。",
        "第一产业增加值\n第二产业增加值\n第三产业增加值",
        "第一段结束。\n第二段开始，继续。",
        "全县生产总值120亿元，增长5%，增速居前列，好于预期\n二、农业",
        "（赵甲 钱乙丙）\n\n下一篇的标题，很短",
        "面积  12\n人口  34，含外来",
    ],
)
def test_headings_and_paragraphs_are_never_joined(raw: str) -> None:
    assert repair(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2020一2024年", "2020—2024年"),
        ("1一8月份", "1—8月份"),
        ("1月一8月", "1月—8月"),
        ("京一广铁路", "京—广铁路"),
        ("“普惠型一普惠型一龙头企业”梯队", "“普惠型—普惠型—龙头企业”梯队"),
        ("“种子期一初创期一成熟期”服务", "“种子期—初创期—成熟期”服务"),
        ("A型一B型一C企业", "A型—B型—C企业"),
        ("A型一B型", "A型—B型"),
    ],
)
def test_one_that_is_a_dash_becomes_a_dash(raw: str, text: str) -> None:
    assert repair(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "一件一件办",
        "统一领导统一标准统一指挥",
        "第一产业第一位",
        "唯一一家",
        "一个一个来",
        "高一一班",
        "企业一流",
    ],
)
def test_one_that_is_a_number_stays(raw: str) -> None:
    assert repair(raw).text == raw


def test_the_span_of_a_mended_number_points_at_all_of_it() -> None:
    view = repair("比上年增长１８．\n\n４％，为近年最快。")
    start = view.text.index("18.4%")
    raw_start, raw_end = view.raw_span(start, start + 5)
    assert view.raw[raw_start:raw_end] == "１８．\n\n４％"
    assert [(note.code, view.raw[note.start : note.end]) for note in view.notes] == [
        ("mended-number", "．\n\n４")
    ]


def test_a_dash_and_a_distant_measure_are_noted() -> None:
    view = repair("2020一2024年，共有门店312\n\n家。")
    assert [note.code for note in view.notes] == ["mended-dash", "mended-measure"]
    assert view.raw[view.notes[0].start : view.notes[0].end] == "一"


def test_offsets_of_two_repairs_compose() -> None:
    # raw abcdefgh -> view abcfgh (de out) -> view bcfh (a and g out)
    first = Offsets([0, 3], [0, 2])
    second = Offsets([0, 3], [1, 2])
    both = first.then(second)
    assert ["abcdefgh"[both.origin(i)] for i in range(4)] == ["b", "c", "f", "h"]


@given(broken_text)
@settings(max_examples=400)
def test_every_character_has_one_origin_in_order(raw: str) -> None:
    view = repair(raw)
    origins = [view.offsets.origin(i) for i in range(len(view.text))]
    assert origins == sorted(set(origins))
    assert all(0 <= origin < len(raw) for origin in origins)
    assert all(_is_kept_or_replaced(view, i, origin) for i, origin in enumerate(origins))


def _is_kept_or_replaced(view: View, i: int, origin: int) -> bool:
    return (
        view.raw[origin] == view.text[i]
        or repair(f"甲{view.raw[origin]}甲").text != f"甲{view.raw[origin]}甲"
        or (view.raw[origin] in "一○OＯ·・•，\n\r \u3000")
    )


@given(broken_text, st.data())
def test_spans_of_the_view_stay_in_the_text_and_in_order(raw: str, data: st.DataObject) -> None:
    view = repair(raw)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    raw_start, raw_end = view.raw_span(start, end)
    assert 0 <= raw_start <= raw_end <= len(raw)
    assert raw_end - raw_start >= end - start
    if start < end:
        assert view.offsets.origin(start) == raw_start
        assert view.offsets.origin(end - 1) == raw_end - 1


@given(broken_text)
@settings(max_examples=400)
def test_a_repaired_text_needs_no_repair(raw: str) -> None:
    text = repair(raw).text
    again = repair(text)
    assert again.text == text
    assert again.offsets == Offsets()
    assert again.notes == ()


def test_a_mark_at_the_very_start_shifts_everything() -> None:
    view = repair("\ufeff新增12家，\n3个项目开工。")
    assert view.text == "新增12家，3个项目开工。"
    assert view.raw_span(0, 2) == (1, 3)


def test_clean_prose_is_its_own_view() -> None:
    raw = "全县生产总值120亿元，增长5.2%。其中，第一产业增加值30亿元，增长3%。\n年末常住人口45万人。\n"
    view = repair(raw)
    assert view.text == raw
    assert view.raw_span(3, 9) == (3, 9)
