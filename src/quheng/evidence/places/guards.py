"""Signs beside a word that it is no name of a place: 郑州市场, 北京路, 李中牟, 安全区域."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_HAN_AT_END = re.compile(r"[\u4e00-\u9fff]*$")
_RUNS_ON = re.compile(r"(?<=市)(?:场|值|面(?!积)|容|况|价|集)|(?<=区)[域块间隔别划位]")
_STREET = re.compile(r"[东西南北中一二三四五上下]{0,2}(?:路|街(?!道)|大街|大道|巷|胡同)")
_FACILITY = re.compile(
    r"港(?![区澳元币商资股口务湾城深珠]|[^，。；]{0,2}新区)|(?:火车|高铁|汽车|客运)?[东西南北]?站(?![点位上在稳起])|机场|口岸|码头|枢纽|水库|大桥"
)
_LONGER = re.compile(r"(?<=市)(?:场|值|面(?!积)|盈)|(?<=区)[域块间隔别划位]|(?<=镇)[静痛]|(?<=乡)(?:村|镇)")
_WORDS_BEFORE = {"全": "安健完齐周保成", "我": "自忘", "本": "资成基日样书根版剧", "该": "应活"}
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程魏苏吕丁任沈姚卢姜崔"
    "钟谭陆汪范廖石贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施牛樊葛邢"
)
_BEFORE_NAMES = frozenset("在和与及对由从向为年月日度前中以是将把使到至今")
_WATERS = frozenset("湾江海湖河港")
_URBAN = re.compile(
    r"(?<=城镇)(?:居民|新增|登记|调查|化|人口|就业|职工|单位|私营|非|常住|户籍|污水|老旧|低|困|生活|燃|集中|住|从业"
    r"|体系|职|失业|企|最低|供|零售|消费|基础|地区|和|与|、)"
)
_NO_TOWNSHIP = re.compile(
    r"[各全的所有个在和与及、等该本为到向从对被把召开建设加大推进发展多两每这那其是有区县市镇乡]"
)


def is_han(character: str) -> bool:
    """Tell whether the character is a Chinese one."""
    return "\u4e00" <= character <= "\u9fff"


def han_before(text: str, end: int, floor: int) -> str:
    """Return the Chinese characters that end at `end`, at most back to `floor`."""
    found = _HAN_AT_END.search(text[floor:end])
    return found[0] if found else ""


def runs_on(text: str, end: int) -> bool:
    """Tell whether the last character of a name belongs to the next word: 郑州市场, 和平区域."""
    return _RUNS_ON.match(text, end) is not None


def is_street(text: str, end: int) -> bool:
    """Tell whether a short name is that of a street: 北京路, 南京东路."""
    return _STREET.match(text, end) is not None


def is_facility(text: str, end: int) -> bool:
    """Tell whether a short name is that of a port, a station or another work: 宁波港, 郑州东站."""
    return _FACILITY.match(text, end) is not None


def is_personal_name(text: str, start: int) -> bool:
    """Tell whether a short name follows a surname that begins a word: 李中牟."""
    if start == 0 or text[start - 1] not in _SURNAMES:
        return False
    return start == 1 or not is_han(text[start - 2])


def is_inside_a_word(text: str, start: int, end: int) -> bool:
    """Tell whether a word such as 全市 is cut from other words: 健全市县, 全市场, 资本市场."""
    if start and text[start - 1] in _WORDS_BEFORE[text[start]]:
        return True
    return _LONGER.match(text, end) is not None


def may_begin(text: str, start: int) -> bool:
    """Tell whether 高新区 or 郫县 may begin a name here: not in 省级高新区, 健康县."""
    return start == 0 or not is_han(text[start - 1]) or text[start - 1] in _BEFORE_NAMES


def may_name_zone(stem: str) -> bool:
    """Tell whether the characters between a place and 开发区 may be a name: 长丰县双凤经济开发区."""
    if stem in _WATERS:
        return True
    return may_name_township(stem) and not stem.endswith(("级", "类", "重点", "主要", "国家"))


def is_urban(text: str, end: int) -> bool:
    """Tell whether a name that ends in 城镇 is but the towns: 城镇新增就业."""
    return _URBAN.match(text, end) is not None


def may_name_township(stem: str) -> bool:
    """Tell whether the characters between a district and 街道, 镇 or 乡 may be a name."""
    return 1 < len(stem) <= 6 and _HAN.fullmatch(stem) is not None and _NO_TOWNSHIP.search(stem) is None
