"""The tables of a PDF with text: lines and columns are inferred from where its characters stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.evidence.tables.alignment import Character, tables_of
from quheng.evidence.tables.grid import Grid

if TYPE_CHECKING:
    import pypdfium2

UNSEEN = "\u0002\ufffe\uffff"
"""What PDFium puts for a hyphen at a line's end, and for characters without a meaning."""


def read_pdf(path: Path) -> Iterator[Grid]:
    """Yield the tables of a PDF, each with a remark on how sure its columns are.

    Raises
    ------
    DataError
        Where it is damaged, protected by a password, has no text, or the extra `read` is not installed.
    """
    has_text = False
    with open_pdf(path) as document:
        for number, page in enumerate(document, 1):
            characters = _characters(page)
            has_text = has_text or bool(characters)
            for place, table in enumerate(tables_of(characters), 1):
                name = f"page {number} table {place}"
                yield Grid(
                    name,
                    table.rows,
                    captions=table.captions,
                    covered=table.covered,
                    knows_spans=True,
                    remarks=((None, "inferred-columns", *_confidence(table.shared, len(table.rows))),),
                )
    if not has_text:
        raise DataError(scanned(path))


def text_of_pdf(path: Path) -> str:
    """Return the text of a PDF, its pages parted by an empty line, to be read as prose.

    Raises
    ------
    DataError
        As `read_pdf`.
    """
    pages = []
    with open_pdf(path) as document:
        for page in document:
            text = page.get_textpage().get_text_range()
            pages.append("".join(c for c in text.replace("\r\n", "\n") if c not in UNSEEN).strip("\n"))
    if not any(page.strip() for page in pages):
        raise DataError(scanned(path))
    return "\n\n".join(pages) + "\n"


@contextmanager
def open_pdf(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF, and word what goes wrong.

    Raises
    ------
    DataError
        Where it cannot be opened.
    """
    try:
        import pypdfium2
    except ModuleNotFoundError:
        raise DataError(
            Problem(
                Text(zh="读取 PDF 需要附加组件 read", en="reading PDF needs the extra `read`"),
                Where(file=path.name),
                Text(zh='请运行 pip install "quheng[read]"', en='run: pip install "quheng[read]"'),
            )
        ) from None
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise DataError(_not_opened(path, "assword" in str(error))) from None
    try:
        yield document
    finally:
        document.close()


def scanned(path: Path) -> Problem:
    """Word a PDF of images."""
    return Problem(
        Text(zh="PDF 中没有文字，应是扫描件", en="the PDF has no text: it seems to be scanned"),
        Where(file=path.name),
        Text(
            zh="请先用文字识别（OCR）软件生成带文字的 PDF，并逐个核对数字",
            en="make a PDF with text by OCR first, and check every number of it",
        ),
    )


def _not_opened(path: Path, is_protected: bool) -> Problem:
    if is_protected:
        return Problem(
            Text(zh="PDF 有密码保护", en="the PDF is protected by a password"),
            Where(file=path.name),
            Text(zh="请另存为不加密的 PDF", en="save it without the password"),
        )
    return Problem(
        Text(
            zh="无法作为 PDF 读取，文件可能已损坏",
            en="cannot be read as a PDF: it is of another kind, or damaged",
        ),
        Where(file=path.name),
        Text(zh="请用生成它的软件重新保存", en="save it again with the program that made it"),
    )


def _characters(page: pypdfium2.PdfPage) -> list[Character]:
    """Return the characters of a page with their boxes; y grows downwards."""
    import ctypes

    from pypdfium2 import raw

    text = page.get_textpage()
    height = page.get_height()
    box = raw.FS_RECTF()
    characters = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        character = chr(code) if code <= 0x10FFFF else ""
        if not character or character in UNSEEN or not character.isprintable() or character.isspace():
            continue
        if raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)) and box.right > box.left:
            characters.append(
                Character(character, box.left, box.right, height - box.top, height - box.bottom)
            )
    return characters


def _confidence(shared: int, rows: int) -> tuple[str, str]:
    zh, en = "行列由文字位置推断", "rows and columns were inferred from where the text stands"
    if shared:
        return (
            f"{zh}；{rows} 行中有 {shared} 行有两段文字落在同一列，请与原文核对",
            f"{en}; in {shared} of {rows} rows two texts fall into one column: compare with the page",
        )
    return (
        f"{zh}，{rows} 行每列一段文字，仍请与原文核对",
        f"{en}; in all {rows} rows each column has one text, but compare with the page",
    )
