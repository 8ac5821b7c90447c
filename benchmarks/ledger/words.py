"""What people say in the copies: made-up matters and names, some common, some rare."""

from __future__ import annotations

from random import Random

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰凤建国志"
RARE = "欧阳"
RARE_EVERY = 20_000
MATTERS = (
    "路灯不亮，老人夜里不敢出门",
    "小区停水两天，物业和水务互相推",
    "夜里工地还在施工，噪声很大",
    "楼顶私自加盖房屋",
    "公积金怎样转移",
    "消防通道被车辆堵住",
    "不动产登记材料不清楚",
    "企业用工困难，希望组织招聘",
    "河道有异味，疑似偷排",
    "公交线路调整后出行不便",
)
PLACES = ("花园路", "北林路", "科技大道", "文化路", "东风路", "人民路", "黄河路", "农业路")


def say(chance: Random, number: int) -> str:
    """Return what somebody says."""
    family = RARE if number % RARE_EVERY == 0 else FAMILY[int(len(FAMILY) * chance.random() ** 2)]
    given = "".join(chance.choices(GIVEN, k=1 + (chance.random() < 0.7)))
    place = f"{chance.choice(PLACES)}{chance.randrange(1, 400)}号"
    return f"{family}{given}反映：{place}{chance.choice(MATTERS)}。"
