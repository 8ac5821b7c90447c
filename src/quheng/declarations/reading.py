"""Read YAML 1.2 into a model, and say file, line and field of what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from quheng.bilingual import Text
from quheng.declarations.syntax import REMEDY, full_width_marks, stumble
from quheng.declarations.wording import in_both_languages
from quheng.errors import DeclarationError, NotFoundError, Problem, Where

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ModelT = TypeVar("ModelT", bound=BaseModel)


def read_yaml(path: Path) -> str:
    """Return the text of a declaration; a missing file or one that is not UTF-8 is an error that says so."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise NotFoundError(
            Problem(
                Text(zh="找不到文件", en="there is no such file"),
                Where(file=str(path)),
                Text(zh="请检查文件夹和文件名", en="check the folder and the file's name"),
            )
        ) from None
    except UnicodeDecodeError as error:
        raise DeclarationError(
            Problem(
                Text(
                    zh=f"文件不是 UTF-8 编码（第 {error.start} 字节处）",
                    en=f"the file is not UTF-8 (at byte {error.start})",
                ),
                Where(file=str(path)),
                Text(zh="请另存为 UTF-8 编码", en="save it again as UTF-8"),
            )
        ) from None


def parse_yaml(text: str, file: str) -> Any:
    """Parse one YAML 1.2 document into plain dicts, lists and scalars; duplicate keys are errors."""
    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        what = stumble(str(error.problem or error).splitlines()[0])
        remedy = (full_width_marks(text) or (line, REMEDY))[1]
        raise DeclarationError(Problem(what, Where(file=file, row=line), remedy)) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise DeclarationError(
            Problem(
                Text(zh=f"无法读取 YAML：{error}", en=f"the YAML cannot be read: {error}"), Where(file=file)
            )
        ) from None


def validated(model: type[ModelT], text: str, file: str) -> ModelT:
    """Parse `text` and check it against `model`.

    Parameters
    ----------
    model
        The pydantic model of the declaration.
    text
        The YAML document.
    file
        Its name, for messages.

    Raises
    ------
    DeclarationError
        With every problem found, each with its line and its field.
    """
    document = parse_yaml(text, file)
    try:
        return model.model_validate(document)
    except ValidationError as error:
        root = YAML(typ="safe", pure=True).compose(text)
        problems = []
        for detail in _first_causes(error):
            location = detail["loc"]
            line, path = _locate(root, location)
            what, remedy = in_both_languages(detail)
            problems.append(Problem(what, Where(file=file, row=line, field=path or None), remedy))
        raise DeclarationError(problems) from None


def checked(model: type[ModelT], values: Any) -> ModelT:
    """Check values that come from Python, not from a file.

    Raises
    ------
    DeclarationError
        With every problem found, each with its field.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = []
        for detail in _first_causes(error):
            what, remedy = in_both_languages(detail)
            field = ".".join(str(part) for part in detail["loc"])
            problems.append(Problem(what, Where(field=field or None), remedy))
        raise DeclarationError(problems) from None


def _first_causes(error: ValidationError) -> list[ErrorDetails]:
    """Return the findings, but for a list that seems too short because its entries could not be read."""
    details = error.errors(include_url=False)
    return [
        detail
        for detail in details
        if detail["type"] != "too_short"
        or not any(
            len(other["loc"]) > len(detail["loc"]) and other["loc"][: len(detail["loc"])] == detail["loc"]
            for other in details
        )
    ]


def _locate(root: Node | None, location: tuple[int | str, ...]) -> tuple[int | None, str]:
    """Follow a pydantic location through the YAML nodes, passing over parts that are no key (union tags)."""
    if root is None:
        return None, ""
    node, line, path = root, root.start_mark.line + 1, ""
    for part in location:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if isinstance(key, ScalarNode) and key.value == str(part):
                    node, line = value, key.start_mark.line + 1
                    path += f".{part}" if path else str(part)
                    break
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
            path += f"[{part + 1}]"
    if location and isinstance(location[-1], str) and not path.endswith(location[-1]):
        path += f".{location[-1]}" if path else location[-1]
    return line, path
