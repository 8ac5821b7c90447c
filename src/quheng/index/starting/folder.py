"""Write a draft as an index folder: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from quheng.index.folder import read_inputs
from quheng.index.new_folder import index_code, quoted, written_whole
from quheng.index.starting.draft import OWN_DATA, PILLAR, StartingDraft
from quheng.observations.unit import group_columns


def write_folder(draft: StartingDraft, folder: Path) -> None:
    """Write index.yaml, units.csv, observations.csv and sources.yaml.

    Raises
    ------
    QuhengError
        Where what was written could not be read again.
    """
    with written_whole(folder) as place:
        (place / "index.yaml").write_text(_index_yaml(draft, folder.resolve().name), encoding="utf-8")
        draft.units.write_csv(place / "units.csv")
        draft.observations.write_csv(place / "observations.csv")
        (place / "sources.yaml").write_text(_sources_yaml(draft), encoding="utf-8")
        read_inputs(place)


def _index_yaml(draft: StartingDraft, name: str) -> str:
    groups = group_columns(draft.units)
    group = f", group: {quoted(groups[0])}" if groups else ""
    vary_drop = "    drop_one: indicators\n" if len(draft.indicators) > 1 else ""
    leaves = "".join(
        f"      - code: {quoted(indicator.code)}\n"
        f"        title: {quoted(indicator.title)}\n"
        f"        measure: {quoted(indicator.measure)}\n"
        f"        direction: 1    # write -1 where less is better / 越小越好请改为 -1\n"
        for indicator in draft.indicators
    )
    return (
        "# Made from a table. Check every direction, then group the indicators into pillars.\n"
        "# 由表格生成。请逐项核对 direction，再按需要分成若干一级指标（pillar）。\n\n"
        f"index: {quoted(_free_code(draft, name))}\n"
        f"title: {quoted(name)}\n\n"
        "framework:\n"
        f"  - pillar: {PILLAR}\n"
        "    title: {zh: 全部指标, en: All indicators}\n"
        "    indicators:\n"
        f"{leaves}\n"
        "method:\n"
        "  screen: {coverage: 2/3}\n"
        f"  impute: {{by: median{group}}}    # or `none` / 不插补请写 none\n"
        "  treat: {when: {skewness: 2, kurtosis: 3.5}, winsorise: 5, otherwise: log}    # or `none`\n"
        "  normalise: {by: minmax, to: [0, 100]}\n"
        "  weights: equal\n"
        "  aggregate: arithmetic\n\n"
        "robustness:\n"
        "  replicates: 2000\n"
        "  seed: 1\n"
        "  vary:\n"
        "    weights: {noise: 0.25}\n"
        "    normalise: [minmax, zscore, rank]\n"
        f"{vary_drop}"
    )


def _free_code(draft: StartingDraft, name: str) -> str:
    """Return a code for the index that no indicator and no pillar has."""
    code, used = index_code(name), {PILLAR, *(indicator.code for indicator in draft.indicators)}
    while code in used:
        code += "-index"
    return code


def _sources_yaml(draft: StartingDraft) -> str:
    entries = "".join(
        f"- id: {quoted(source)}\n  title: {quoted(draft.file if source == OWN_DATA else source)}\n"
        for source in draft.sources
    )
    return f"# Say where the figures come from. / 请写明数据来源。\n{entries}"
