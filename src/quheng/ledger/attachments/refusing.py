"""A file that is not taken: what it is, and what to do."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.ledger.cases.refusal import RefusedError, refuse

ALLOWED = Text(
    zh="请上传 PDF、JPEG、PNG、DOCX 或 XLSX 文件", en="hand in a PDF, JPEG, PNG, DOCX or XLSX file"
)


def not_taken(zh: str, en: str, remedy: Text | None = None) -> RefusedError:
    """Return the refusal of a file."""
    return refuse("value", zh, en, remedy, "file")


def damaged(kind: str) -> RefusedError:
    """Return the refusal of a file that is not whole."""
    return not_taken(
        f"{kind} 文件已损坏或不完整",
        f"the {kind} file is damaged or not whole",
        Text(zh="请重新保存后上传", en="save it again and hand it in anew"),
    )


def two_in_one(kind: str) -> RefusedError:
    """Return the refusal of a file in which another one is hidden."""
    return not_taken(
        f"{kind} 文件中夹带了其他内容",
        f"something else is hidden in the {kind} file",
        Text(zh="请重新保存或重新拍照后上传", en="save it anew, or take the photograph again"),
    )


def with_program(kind: str) -> RefusedError:
    """Return the refusal of a document that has a program in it."""
    return not_taken(
        f"{kind} 文件含有宏或脚本",
        f"the {kind} file has macros or scripts in it",
        Text(zh="请另存为不含宏的文件，或打印为 PDF", en="save it without macros, or print it to a PDF"),
    )
