"""Write `results.xlsx`: framework, data by step, scores, ranks and log, for people who work in Excel."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.step import Step
from quheng.publish.sheets import Sheet, write_sheets
from quheng.robustness import Study

LONGEST_TITLE = 31
"""What Excel allows for the name of a sheet."""

STEP_TITLES = {
    "data": Text(zh="原始数据", en="data"),
    "denominate": Text(zh="除以分母", en="denominated"),
    "impute": Text(zh="插补缺失值", en="imputed"),
    "treat": Text(zh="异常值处理", en="treated"),
    "normalise": Text(zh="标准化", en="normalised"),
    "aggregate": Text(zh="合成", en="aggregated"),
}


def write_workbook(edition: Edition, study: Study | None, path: Path) -> None:
    """Write the workbook of an edition; it needs the extra `tables`."""
    write_sheets(sheets(edition, study), edition.inputs.declaration.title.zh, path)


def sheets(edition: Edition, study: Study | None) -> list[Sheet]:
    """Return the sheets in their order."""
    return [
        _ranking(edition, study),
        _framework(edition),
        *(_step(edition, step) for step in edition.steps.values()),
        _log(edition),
        _treatments(edition),
        _not_ranked(edition),
        _sources(edition),
    ]


def _ranking(edition: Edition, study: Study | None) -> Sheet:
    frame = edition.ranks
    titles = {
        "rank": "名次 rank",
        "unit": "代码 unit",
        "name": "名称 name",
        "score": "得分 score",
        "rank_p05": "名次 5% 分位 rank_p05",
        "rank_p50": "名次中位数 rank_p50",
        "rank_p95": "名次 95% 分位 rank_p95",
        "rank_mean": "平均名次 rank_mean",
        **{f"p_top{k}": f"进入前 {k} 名的概率 p_top{k}" for k in (10, 50, 100)},
        **{node.code: f"{node.title.zh} {node.code}" for node in edition.tree.pillars},
    }
    if study is not None:
        frame = frame.join(study.summary.drop("name", "rank"), on="unit", how="left", maintain_order="left")
    heads = [[titles.get(column, column) for column in frame.columns]]
    return Sheet("名次 ranks", heads, frame.iter_rows())


def _framework(edition: Edition) -> Sheet:
    tree = edition.tree
    share = edition.effective_weights
    rows = []
    for node in reversed(tree.nodes):
        rows.append(
            [node.code, node.title.zh, node.title.en, node.parent, None, None, share[node.code], None, None]
        )
        rows += [
            [
                leaf.code,
                leaf.title.zh,
                leaf.title.en,
                node.code,
                leaf.shown_measure,
                leaf.direction,
                share[leaf.code],
                leaf.reason.zh if leaf.reason else None,
                leaf.weakness.zh if leaf.weakness else None,
            ]
            for leaf in (tree.indicators[child] for child in node.children if child < len(tree.indicators))
        ]
    head = (
        "代码 code|中文名称|English title|上级 parent|计量单位 measure|方向 direction|有效权重 weight"
        "|选取理由 reason|局限 weakness"
    )
    return Sheet("指标体系 framework", [head.split("|")], rows)


def _step(edition: Edition, step: Step) -> Sheet:
    titles = edition.tree.titles
    names = dict(edition.inputs.units.select("code", "name").iter_rows())
    heads = [
        ["代码 unit", "名称 name", *step.columns],
        ["", "", *(titles[code].zh for code in step.columns)],
        ["", "", *(titles[code].en for code in step.columns)],
    ]
    rows = ([unit, names[unit], *cells] for unit, *cells in step.table.iter_rows())
    title = STEP_TITLES.get(step.name)
    own = re.sub(r"[\[\]:*?/\\]", "_", f"自定义 {step.name}")[:LONGEST_TITLE]
    return Sheet(f"{title.zh} {title.en}" if title else own, heads, rows)


def _log(edition: Edition) -> Sheet:
    """List the cells that were changed; a whole column that was transformed is among the treatments."""
    logs = pl.concat(
        step.log.with_columns(pl.lit(step.name).alias("step")) for step in edition.steps.values()
    ).filter(~pl.col("action").is_in(["denominated", "transformed"]))
    order = ["step", "unit", "indicator", "before", "after", "action", "detail_zh", "detail_en"]
    head = "步骤 step|代码 unit|指标 indicator|之前 before|之后 after|处理 action|说明|detail"
    return Sheet("处理记录 log", [head.split("|")], logs.select(order).iter_rows())


def _treatments(edition: Edition) -> Sheet:
    head = (
        "指标 indicator|处理 action|改动单元格 cells|处理前偏度 skewness|处理前峰度 kurtosis"
        "|处理后偏度 skewness|处理后峰度 kurtosis|达标 passed"
    )
    rows = [
        [
            treatment.indicator,
            treatment.action,
            treatment.points,
            treatment.skewness_before,
            treatment.kurtosis_before,
            _finite(treatment.skewness_after),
            _finite(treatment.kurtosis_after),
            "是 yes" if treatment.passed else "否 no",
        ]
        for treatment in edition.treatments
    ]
    return Sheet("异常值指标 treatments", [head.split("|")], rows)


def _not_ranked(edition: Edition) -> Sheet:
    head = "代码 unit|名称 name|规则 rule|原因|reason"
    return Sheet("未参与排名 not ranked", [head.split("|")], edition.not_ranked.iter_rows())


def _sources(edition: Edition) -> Sheet:
    head = "来源 id|名称|title|发布者 publisher|年份 year|许可 licence|获取方式|how to get it again|说明 note"
    rows = [
        [
            source.id,
            source.title.zh,
            source.title.en,
            source.publisher.zh if source.publisher else None,
            None if source.year is None else str(source.year),
            source.licence.zh if source.licence else None,
            source.obtain.zh if source.obtain else None,
            source.obtain.en if source.obtain else None,
            source.note.zh if source.note else None,
        ]
        for source in edition.inputs.sources
    ]
    return Sheet("来源 sources", [head.split("|")], rows)


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
