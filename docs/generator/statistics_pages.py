"""The pages of the statistics."""

from __future__ import annotations

import importlib

from generator.docstring import first_sentence, function_section, kernels_of
from generator.page import NOTE, where_from

STATISTICS = (
    "descriptive",
    "correlation",
    "pearson",
    "spearman",
    "kendall",
    "significance",
    "collinear",
    "against",
    "reliability",
    "sampling_adequacy",
    "components",
    "varimax",
    "importance",
    "spline",
)


def statistics_pages() -> dict[str, str]:
    """Return the pages of the statistics, and their list."""
    package = importlib.import_module("quheng.index.statistics")
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in STATISTICS]
    pages = {}
    rows = []
    for name, module in zip(STATISTICS, modules, strict=True):
        sections = "\n".join(function_section(function) for function in kernels_of(module))
        pages[f"{name}.md"] = (
            f"# {name.replace('_', ' ')}\n\n{NOTE}{first_sentence(module)}\n\n{sections}\n"
            f"---\n\nAll [statistics](README.md) · {where_from(module, '../../../')}"
        )
        public = [f"`{f.__name__}`" for f in kernels_of(module) if f.__name__ in package.__all__]
        rows.append(
            f"| [{name.replace('_', ' ')}]({name}.md) | {', '.join(public)} | {first_sentence(module)} |"
        )
    pages["README.md"] = "\n".join(
        [
            f"# statistics\n\n{NOTE}{first_sentence(package)}\n",
            "From Python: `from quheng.index.statistics import ...`. Pages without a name in the second",
            "column hold functions on arrays that the others use.\n",
            "| page | functions on an edition | |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
    return pages
