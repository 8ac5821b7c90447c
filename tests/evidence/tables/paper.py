"""A small PDF, written by hand: texts at places on A4 pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Placed = tuple[float, float, str]
"""Where a text begins, in points from the left and from the top of the page, and the text."""

SIZE = 10
TOP = 842


def pdf_of(*pages: Iterable[Placed]) -> bytes:
    """Return a PDF with one font for Chinese that is named and not embedded (STSong-Light, UniGB-UCS2-H)."""
    drawn = [_drawn(list(page)) for page in pages]
    kids = " ".join(f"{6 + 2 * place} 0 R" for place in range(len(drawn)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(drawn)}/Kids[{kids}]/MediaBox[0 0 595 {TOP}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    for place, content in enumerate(drawn):
        fonts = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{fonts}/Contents {7 + 2 * place} 0 R>>".encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _written(objects)


def table_at(left: float, top: float, widths: Sequence[float], rows: Iterable[Sequence[str]]) -> list[Placed]:
    """Return rows of texts, the first column flush left, the others flush right, 18 points apart."""
    placed = []
    for number, row in enumerate(rows):
        edge = left
        for column, (width, text) in enumerate(zip(widths, row, strict=True)):
            edge += width
            start = left if column == 0 else edge - breadth(text)
            if text:
                placed.append((start, top + 18 * number, text))
    return placed


def breadth(text: str) -> float:
    """Return how wide a text is set: half an em for ASCII, one for the rest."""
    return sum(SIZE / 2 if character.isascii() else SIZE for character in text)


def _drawn(page: Sequence[Placed]) -> bytes:
    shown = [
        f"1 0 0 1 {left} {TOP - top} Tm <{text.encode('utf-16-be').hex()}> Tj" for left, top, text in page
    ]
    return "\n".join([f"BT /F1 {SIZE} Tf", *shown, "ET"]).encode()


def _written(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
