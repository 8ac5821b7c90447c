"""What a file is: by its content alone, whole, harmless, of one kind, or refused in words."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from quheng.ledger.attachments import clean_name
from quheng.ledger.attachments.sniffing import sniff
from quheng.ledger.cases.refusal import RefusedError
from tests.ledger.attachments.made import archive, jpeg, office, pdf, png


def sniffed(tmp_path, data, name):
    file = tmp_path / "file"
    file.write_bytes(data)
    return sniff(file, name)


def refused(tmp_path, data, name):
    with pytest.raises(RefusedError) as caught:
        sniffed(tmp_path, data, name)
    [problem] = caught.value.refusal.problems
    assert problem.where.field == "file"
    assert problem.remedy is not None
    return problem.what.en


@pytest.mark.parametrize(
    ("data", "name", "media"),
    [
        (png(), "a.PNG", "png"),
        (jpeg(), "a.jpg", "jpeg"),
        (jpeg() + b"\0" * 40, "motion.jpeg", "jpeg"),
        (jpeg() + jpeg(), "two pictures.jpg", "jpeg"),
        (pdf(), "a.pdf", "pdf"),
        (office("docx"), "a.docx", "docx"),
        (office("xlsx"), "a.xlsx", "xlsx"),
        (jpeg(12_000, 6_000), "72 million pixels.jpg", "jpeg"),
    ],
)
def test_whole_files_are_known_by_their_content(tmp_path, data, name, media):
    assert sniffed(tmp_path, data, name) == media


def encrypted():
    data = bytearray(office())
    for start in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[start] |= 1
    return bytes(data)


def lying_about_its_size():
    """Return a document whose entry says that it unpacks to 1 byte."""
    data = bytearray(office(**{"word/media/a.bin": b"\0" * 5_000_000}))
    place = data.rfind(b"word/media/a.bin") - 46
    data[place + 24 : place + 28] = (1).to_bytes(4, "little")
    assert zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()[-1].file_size == 1
    return bytes(data)


def in_an_object_stream():
    packed = zlib.compress(b"1 0 <</S /JavaScript /JS (app.alert(1))>>")
    stream = b"2 0 obj <</Type /ObjStm /Filter /FlateDecode>>\nstream\n" + packed + b"\nendstream endobj\n"
    return b"%PDF-1.7\n" + stream + b"%%EOF\n"


HOSTILE = {
    "empty": (b"", "a.pdf", "the file is empty"),
    "text": (b"hello", "a.pdf", "this kind of file is not taken"),
    "gif": (b"GIF89a" + b"\0" * 50, "a.png", "this kind of file is not taken"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "a.pdf", "this kind of file is not taken"),
    "program": (b"MZ\x90\0" + b"\0" * 100, "a.pdf", "this kind of file is not taken"),
    "old word": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "a.docx", "this kind of file is not taken"),
    "plain zip": (archive({"a.txt": b"x"}), "a.docx", "this kind of file is not taken"),
    "pdf called png": (pdf(), "a.png", "the content is PDF, and the name is 'a.png'"),
    "docx called xlsx": (office("docx"), "a.xlsx", "the content is DOCX"),
    "two endings": (pdf(), "a.pdf.exe", "the content is PDF"),
    "no ending": (pdf(), "pdf", "the content is PDF"),
    "10k x 10k": (png(10_000, 10_000), "a.png", "the picture has 10000 × 10000 pixels"),
    "20k jpeg": (jpeg(20_000, 20_000), "a.jpg", "the picture has 20000 × 20000 pixels"),
    "no pixels": (png(0, 5), "a.png", "the PNG file is damaged"),
    "cut png": (png()[:-5], "a.png", "the PNG file is damaged"),
    "changed png": (png().replace(b"IDAT", b"IDAZ"), "a.png", "the PNG file is damaged"),
    "cut jpeg": (jpeg()[:-2], "a.jpg", "the JPEG file is damaged"),
    "jpeg in name alone": (b"\xff\xd8\xff" + b"\0" * 20, "a.jpg", "the JPEG file is damaged"),
    "cut pdf": (pdf()[:40], "a.pdf", "the PDF file is damaged"),
    "cut docx": (office()[:-30], "a.docx", "the Office file is damaged"),
    "png and zip": (png() + archive({"a": b"x"}), "a.png", "something else is hidden in the PNG file"),
    "jpeg and zip": (jpeg() + archive({"a": b"x"}), "a.jpg", "something else is hidden in the JPEG file"),
    "jpeg and pdf": (jpeg() + pdf(), "a.jpg", "something else is hidden in the JPEG file"),
    "jpeg and page": (jpeg() + b"<script>x</script>", "a.jpg", "something else is hidden in the JPEG file"),
    "pdf and zip": (pdf() + archive({"a": b"x"}) + b"%%EOF", "a.pdf", "something else is hidden in the PDF"),
    "docx and more": (office() + b"tail", "a.docx", "something else is hidden in the DOCX"),
    "docx after more": (archive({"b": b"y"}) + office(), "a.docx", "something else is hidden in the DOCX"),
    "up and out": (office(**{"../../etc/x": b"x"}), "a.docx", "something else is hidden in the DOCX"),
    "from the root": (office(**{"/etc/x": b"x"}), "a.docx", "something else is hidden in the DOCX"),
    "another drive": (office(**{"C:x": b"x"}), "a.docx", "something else is hidden in the DOCX"),
    "name twice": (office(**{"WORD/document.xml": b"x"}), "a.docx", "something else is hidden in the DOCX"),
    "macro": (office(**{"word/vbaProject.bin": b"x"}), "a.docx", "has macros or scripts"),
    "macro type": (
        archive({"[Content_Types].xml": b"x macroEnabled", "word/document.xml": b""}),
        "a.docx",
        "macros",
    ),
    "active x": (office("xlsx", **{"xl/activeX/activeX1.xml": b"x"}), "a.xlsx", "has macros or scripts"),
    "old macro sheet": (office("xlsx", **{"xl/macrosheets/s.xml": b"x"}), "a.xlsx", "has macros or scripts"),
    "script in pdf": (pdf(b"/OpenAction <</S /JavaScript /JS (x)>>"), "a.pdf", "has macros or scripts"),
    "hidden script": (pdf(b"/S /J#61vaScript"), "a.pdf", "has macros or scripts"),
    "packed script": (in_an_object_stream(), "a.pdf", "has macros or scripts"),
    "launch": (pdf(b"/S /Launch"), "a.pdf", "has macros or scripts"),
    "bomb": (office(**{"word/a.bin": b"\0" * 60_000_000}), "a.docx", "unpacks to far more than it is"),
    "many entries": (office(**{f"word/{n}": b"" for n in range(2_001)}), "a.docx", "unpacks to far more"),
    "encrypted": (encrypted(), "a.docx", "the DOCX file is encrypted"),
    "lies about its size": (lying_about_its_size(), "a.docx", "the DOCX file is damaged"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_in_words(tmp_path, case):
    data, name, words = HOSTILE[case]
    assert words in refused(tmp_path, data, name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\报告.pdf", "报告.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\n\tb\0.pdf", "ab.pdf"),
        ("  .hidden. ", "hidden"),
        ("甲" * 300 + ".pdf", "甲" * 116 + ".pdf"),
    ],
)
def test_names_are_words_and_no_paths(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("given", ["", "   ", "../..", "a/", "\u200b"])
def test_a_name_of_nothing_is_refused(given):
    with pytest.raises(RefusedError):
        clean_name(given)
