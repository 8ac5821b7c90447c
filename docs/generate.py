"""Write the reference pages from the docstrings and the JSON Schema: python docs/generate.py [FOLDER].

Written are index-yaml.md and everything under reference/. The same code gives the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from generator.docstring import first_sentence
from generator.interface_pages import command_line_page, python_page
from generator.keys import index_yaml_page
from generator.method_pages import method_page, step_page
from generator.openapi_page import openapi_page
from generator.page import NOTE
from generator.statistics_pages import statistics_pages
from generator.steps import STEPS, names_of, page_name, rules_of

from quheng.index.denominate import denominate

HERE = Path(__file__).resolve().parent


def reference_page() -> str:
    """Return the list of the reference."""
    rows = [
        f"| [{step}]({step}/README.md) | {', '.join(f'`{n}`' for n in names_of(step))} |" for step in STEPS
    ]
    return "\n".join(
        [
            f"# Reference\n\n{NOTE}- [index.yaml](../index-yaml.md), every key",
            "- [Data files](../data-files.md): units, observations, sources",
            "- [The command line](command-line.md)",
            "- [The Python interface](python.md)",
            "- [The API](openapi.json), in OpenAPI: see [how to use it](../how-to/use-the-api.md)",
            "- [Statistics](statistics/README.md)\n",
            "| step | methods |",
            "| --- | --- |",
            f"| denominate | [`denominate`](../index-yaml.md#denominate): {first_sentence(denominate)} |",
            *rows,
            "",
        ]
    )


def pages() -> dict[str, str]:
    """Return every page by its path under docs."""
    found = {
        "index-yaml.md": index_yaml_page(),
        "reference/README.md": reference_page(),
        "reference/python.md": python_page(),
        "reference/command-line.md": command_line_page(),
        "reference/openapi.json": openapi_page(),
    }
    for step in STEPS:
        found[f"reference/{step}/README.md"] = step_page(step)
        for rule in rules_of(step):
            found[f"reference/{step}/{page_name(rule)}.md"] = method_page(step, rule)
    return found | {f"reference/statistics/{name}": text for name, text in statistics_pages().items()}


def write(folder: Path) -> None:
    """Write every page, in place of what stood under reference/."""
    shutil.rmtree(folder / "reference", ignore_errors=True)
    for path, text in pages().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
