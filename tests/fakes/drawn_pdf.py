"""PDFs drawn by the test itself: what stands where, how large, and how bold."""

import io
from dataclasses import dataclass

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /%b /Encoding /WinAnsiEncoding >>"
FONTS = b"/Font << /F1 %b /F2 %b >>" % (_FONT % b"Helvetica", _FONT % b"Helvetica-Bold")


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words, in points from the page's top left; `turned` draws it up the page."""

    text: str
    top: float
    left: float = 72
    size: float = 11
    bold: bool = False
    turned: bool = False


def drawn_pdf(*pages: list[Words]) -> bytes:
    """A PDF of A4 pages with these words."""
    first = 3
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
    ]
    for at, words in enumerate(pages):
        objects.append(_page(first + 2 * at + 1, FONTS))
        objects.append(stream(b"\n".join(map(_operators, words))))
    return pdf(*objects)


def _page(content: int, resources: bytes) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %b >> >>" % (
        content,
        resources,
    )


def _operators(words: Words) -> bytes:
    matrix = "0 1 -1 0" if words.turned else "1 0 0 1"
    font = "F2" if words.bold else "F1"
    text = words.text.replace("(", "\\(").replace(")", "\\)")
    place = f"{words.left} {842 - words.top - words.size}"
    return f"BT /{font} {words.size} Tf {matrix} {place} Tm ({text}) Tj ET".encode("cp1252")


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    size = b"<< /Size %d /Root 1 0 R %b >>" % (len(places) + 1, trailer)
    out.write(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (size, table))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def one_page(content: bytes, resources: bytes = b"", trailer: bytes = b"", pages: int = 1) -> bytes:
    """A PDF with one page, whose catalogue speaks of `pages`; `content` is a stream object."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % pages,
        _page(4, resources),
        content,
        trailer=trailer,
    )


def written(words: str) -> bytes:
    """The drawing operators of one line of text."""
    return b"BT /F1 12 Tf 72 720 Td (%b) Tj ET" % words.encode()
