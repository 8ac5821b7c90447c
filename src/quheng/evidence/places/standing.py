"""Whether a place is whom its clause speaks of, or only a whole, a field, a title, a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

from quheng.evidence.places.mention import Mention

_NUMBER = "[0-9０-９〇零一二三四五六七八九十百两]"
_TIME = (
    rf"{_NUMBER}{{1,4}}(?:[-—~至到]{_NUMBER}{{1,4}})?(?:年度|年代|周年|年|月份|个月|月|日|号|季度|旬)"
    r"|[今去前当同明本近]年|全年|[本上当近]月|上半年|下半年|[一二三四前][一二三两]?季度|前[一二三四五六七八九十两\d]+个?月"
    r"|年初|年末|年底|月末|月底|季末|期末|月份|底|末|初|同期|目前|当前|日前|近日|昨日|今日|当天|当日|现在|近年|历年"
    r"|截至|截止|到|至|以来|之前|以前|为止|期间|时期|时|“?[十一二三四五六七八九]+五”?|规划|今|间|来|起|内|中"
)
_DISCOURSE = (
    "其中|同时|此外|另外|另|而|并且|并|也|还|又|则|即|比如|例如|如|据悉|据了解|据统计|据介绍|据测算|据|经|初步|核算|统计|测算|"
    "数据|显示|表明|公布|发布|总体|总的来看|总的看|[从分按][^，,。；;]{1,8}[看分]|分(?:区域|地区|区县|产业|城乡|行业)|方面|按常住地|"
    "一是|二是|三是|四是|五是|六是|首先|其次|再次|最后|特别是|尤其是|第|首|整个|整|累计|共计|共|合计|预计|力争|确保|努力|"
    "实现|完成|推动|推进|带动|促进|使|让|保持|继续|持续|全面|支撑|预期|目标|由于|因此|随着|以|现|已|仅|只|除|人均|平均|我们"
)
_FRAME = re.compile(rf"(?:{_TIME}|{_DISCOURSE}|{_NUMBER}|[\s“”\"'‘’「」『』《》()（）·.、:：—\-*●◆■①-⑩])*+")
_FARTHEST = 600
_LONGEST_ROW = 40
_CLAUSE_BREAKS = "，,；;。！？!?\n"
_LIST_BREAKS = re.compile(r"[、和及与:：(（)）]")
_HAS_NUMBER = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万亿两]+[家个户人件项亿万元位%]")
_LOCATIVE = re.compile(r"(?:走进|来到|步入|探访|位于|落户|坐落[于在]|地处|在)[^，,。；;]{0,16}?")
_ATTRIBUTED = re.compile(r"(?![来从比较与和同对向超高低占位])[^，。；;0-9比较于占、]{2,14}的")
_PLACED = re.compile(r"(?:位于|坐落[于在]|地处)[^，。；]{2,20}的")
_HAS_OWN = re.compile(r"(?:仅|只|也|已|则|共|有|为|达|约|近|超|逾)*[0-9]")
_EXAMPLES = re.compile(r"[^，,。；;、]{0,24}?等(?![级于候额次])")
_IS_PLACED = re.compile(r"[，,]|的(?:企业|项目|工厂|公司)|(?:境内|辖区)?(?:共有|有|新增|建成|累计)")
_SET = re.compile(
    r"(?:其中|以上|上述|这)*[0-9一二三四五六七八九十两]+个?"
    r"(?:县区|区县|[县市区省]|县[（(]市、?区[）)]|街道|乡镇|镇|地区|园区|功能区)(?!级)"
)

_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:人民政府|政府|厅|局|委员会|管委会|委(?![托派培外])|办公室|海关|税务|调查队|总队|人大|政协|"
    r"法院|检察院|部门|党委|市委|省委|县委|区委)"
)
_HONOUR = re.compile(
    r"(?:各级|各类)?(?:级|[百千]强|[0-9]+强|五百强|一流|知名|著名|驰名|名牌|优秀|先进|文明|示范|劳动模范|劳模|首[批个家创]|首次|"
    r"第[一二三四五六七八九十]+批|综合实力|最[佳美具]|卫生[城县乡村]|森林城|园林城|历史文化|传统村落|非物质文化遗产|非遗|"
    r"自然保护|地理标志|道德模范|双拥|五一|三八|青年文明号|A级|5A|4A|特色小镇|乡村旅游重点|和美|生态文明建设示范|“)"
)
_TITLE = re.compile(
    r"(?:重点实验室|重点龙头|重点文物|创新龙头|科技型|高层次人才|专精特新|瞪羚|独角兽|高新技术企业|老字号|绿色(?:工厂|园区)|"
    r"工程(?:技术)?研究中心|技术创新中心|企业技术中心|制造业创新中心|众创空间|孵化器|科技(?:进步|企业孵化)|"
    r"质量奖|专利奖|科学技术奖|名师|名校长|农业产业化|农业龙头|新型研发机构|院士工作站|博士后|智能工厂|数字化车间|"
    r"[\u4e00-\u9fff]{0,6}(?:试点|示范|基地|称号|标兵|榜单))"
)
_RANK = re.compile(r"[^，,；;。]{0,14}?$")


def clause_start(text: str, at: int, floor: int) -> int:
    """Return where the clause of the character at `at` begins, at `floor` the earliest."""
    floor = max(floor, at - _FARTHEST)
    return max(floor, max(map(text.rfind, _CLAUSE_BREAKS, repeat(floor), repeat(at))) + 1)


def whole_sentence(text: str, start: int, floor: int) -> int:
    """Return where a sentence begins whose part after a semicolon begins at `start`."""
    floor = max(floor, start - _FARTHEST)
    if not text[floor:start].rstrip().endswith(("；", ";")):
        return start
    return max(floor, *(text.rfind(mark, floor, start) + 1 for mark in "。！？!?\n"))


def is_subject(text: str, mention: Mention, floor: int) -> bool:
    """Tell whether a mention stands where a clause says whom it speaks of.

    So stands a place at the head of its clause, with nothing before it but times, marks, words such as 其中
    and verbs such as 实现; one with an attribute, if its number follows at once (面积最大的江阴市12家); an
    organisation with the place where it lies (位于江阴市的某公司); one that a clause of place ends in
    (走进某公司，); and in a list, one that follows an item with its number (江阴市4家、宜兴市2家). What
    follows another verb or a preposition (占全市, 居全省, 比全国, 来自, 入选江苏省) does not.

    Parameters
    ----------
    text
        The text.
    mention
        The mention.
    floor
        Where its sentence begins.
    """
    start = clause_start(text, mention.start, floor)
    start = max(start, text.rfind("：", start, mention.start) + 1, text.rfind(":", start, mention.start) + 1)
    if _FRAME.fullmatch(text, start, mention.start):
        return True
    if _PLACED.fullmatch(text, start, mention.start) and mention.rule == "organisation":
        return True
    if _ATTRIBUTED.fullmatch(text, start, mention.start) and _HAS_OWN.match(text, mention.end):
        return True
    if _LOCATIVE.fullmatch(text, start, mention.start):
        return _IS_PLACED.match(text, mention.end) is not None
    return _follows_counted_item(text, mention, start)


def _follows_counted_item(text: str, mention: Mention, start: int) -> bool:
    """Tell whether a mention is the next item of a list whose last item had its number: 甲区12家、乙区8家."""
    breaks = [start, *(found.end() for found in _LIST_BREAKS.finditer(text, start, mention.start))]
    if len(breaks) < 2 or _EXAMPLES.match(text, mention.end):
        return False
    is_counted = _HAS_NUMBER.search(text, breaks[-2], breaks[-1]) is not None
    return is_counted and _FRAME.fullmatch(text, breaks[-1], mention.start) is not None


def is_set(text: str, clause: int) -> bool:
    """Tell whether a clause speaks of several places at once: 四个县合计, 三区签约额."""
    return _SET.match(text, clause) is not None


def is_organ(text: str, mention: Mention) -> bool:
    """Tell whether a mention is the beginning of an authority: 河南省统计局."""
    return _ORGAN.match(text, mention.end) is not None


def is_title(text: str, mention: Mention) -> bool:
    """Tell whether a mention is the beginning of what an authority awards: 郑州市科技型企业, 全国文明城市.

    全省 and the like begin honours alone, since 全省高新技术企业 are those of the province.
    """
    if _HONOUR.match(text, mention.end):
        return True
    return mention.rule not in ("relative", "nation") and _TITLE.match(text, mention.end) is not None


def is_field(text: str, mention: Mention, at: int) -> bool:
    """Tell whether a mention is that in which the rank at `at` is held: 全市第一, 全国百强县第35位."""
    return mention.rule in ("relative", "nation") and _RANK.match(text[mention.end : at]) is not None


def is_example(text: str, mention: Mention, at: int) -> bool:
    """Tell whether the number counts things of which the mention is one, or a class: 甲公司等5家企业."""
    between = text[mention.end : at]
    if between.startswith("等") and not between.startswith("等级"):
        return True
    is_class = mention.rule == "organisation" and re.fullmatch(r"(?:总数|数量|[共已达到为约近超])*", between)
    return bool(is_class) and re.match(r"[0-9.万余多]+[家个所]", text[at : at + 12]) is not None


def coordinated(text: str, mentions: Sequence[Mention], index: int) -> tuple[Mention, ...]:
    """Return the mention at `index` with those joined to it: 江阴市、宜兴市和惠山区."""
    first = last = index
    while last < min(len(mentions) - 1, index + _LONGEST_ROW) and _joins(text, *mentions[last : last + 2]):
        last += 1
    while first > max(0, index - _LONGEST_ROW) and _joins(text, *mentions[first - 1 : first + 1]):
        first -= 1
    return tuple(mentions[first : last + 1])


def _joins(text: str, left: Mention, right: Mention) -> bool:
    return text[left.end : right.start] in ("、", "和", "及", "以及", "与", "，", ",")
