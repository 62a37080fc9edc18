"""Files that no school means to publish: scanned, locked, broken, or made to hang or fill the computer."""

import hashlib
import io
import struct
import zipfile
import zlib

from tests.fakes.drawn_pdf import FONTS, one_page, stream, written

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_WORD_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{part}" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_WORD_LINKS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{part}"/></Relationships>'
)
_WORD_HEAD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    b"<w:p><w:r><w:t>Staff must not.</w:t></w:r></w:p>"
)
_WORD_TAIL = b"</w:body></w:document>"


def readable_pdf(words: str) -> bytes:
    """A sound PDF with one line of text: what the broken ones below would be."""
    return one_page(stream(written(words)), FONTS)


def scanned_pdf() -> bytes:
    """One page that is a picture, as a scanner saves it."""
    picture = b"BI /W 4 /H 4 /CS /G /BPC 8 ID " + bytes(range(0, 256, 16)) + b" EI"
    return one_page(stream(b"q 500 0 0 700 40 70 cm " + picture + b" Q"))


def unreadable_letters_pdf() -> bytes:
    """Text whose font does not say which characters its glyphs are."""
    font = (
        b"/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >> >>"
    )
    return one_page(stream(b"BT /F1 12 Tf 72 720 Td <001200340056> Tj ET"), font)


def encrypted_pdf(words: str, password: bytes) -> bytes:
    """A PDF that needs `password` to open; b'' is what 'no printing allowed' looks like (PDF 1.7, 7.6)."""
    user = (password + _PADDING)[:32]
    owner = _rc4(hashlib.md5(b"owner" + _PADDING[:27], usedforsecurity=False).digest()[:5], user)
    name = b"0123456789abcdef"
    rights = (-44).to_bytes(4, "little", signed=True)
    key = hashlib.md5(user + owner + rights + name, usedforsecurity=False).digest()[:5]
    of_object = hashlib.md5(key + b"\x04\0\0\0\0", usedforsecurity=False).digest()[:10]
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%b> /U <%b> >> /ID [<%b> <%b>]" % (
        owner.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
        name.hex().encode(),
        name.hex().encode(),
    )
    return one_page(stream(_rc4(of_object, written(words))), FONTS, locked)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def damaged_stream_pdf(words: str) -> bytes:
    """A PDF whose one page does not unpack."""
    packed = bytearray(zlib.compress(written(words) * 20))
    packed[4:12] = b"\xff" * 8
    return one_page(stream(bytes(packed), b"/Filter /FlateDecode"), FONTS)


def missing_page_pdf(words: str) -> bytes:
    """A PDF that says it has two pages and holds one."""
    return one_page(stream(written(words)), FONTS, pages=2)


def bomb_pdf() -> bytes:
    """About 2 kB that unpack to 4 GB: a stream packed three times."""
    packed = _spaces(4 << 30)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"), FONTS)


def _spaces(count: int) -> bytes:
    """`count` spaces, packed, without ever holding or even counting them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * (1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * (count >> 24) + packer.flush() + bytes(4)


def word(document: bytes, part: str = "word/document.xml") -> bytes:
    """A .docx that holds no more than the part with its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _WORD_TYPES.format(part=part))
        archive.writestr("_rels/.rels", _WORD_LINKS.format(part=part))
        archive.writestr(part, document)
    return out.getvalue()


def readable_word() -> bytes:
    """A sound .docx, made as the hostile ones below."""
    return word(_WORD_HEAD + _WORD_TAIL)


def bomb_word() -> bytes:
    """A .docx that unpacks to 400 MB."""
    out = io.BytesIO(readable_word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"word/media/{number}.bmp", bytes(50 << 20))
    return out.getvalue()


def costly_word(part: str = "word/document.xml") -> bytes:
    """Less than 1 MB that unpack to 90 MB of the smallest elements, for which a parser needs gigabytes."""
    return word(_WORD_HEAD + b"<w:p/>" * 15_000_000 + _WORD_TAIL, part)


def lying_word() -> bytes:
    """A .docx whose directory says that its 90 MB of text are ten bytes."""
    honest = costly_word()
    size = len(_WORD_HEAD + _WORD_TAIL) + 6 * 15_000_000
    return honest.replace(struct.pack("<I", size), struct.pack("<I", 10))


def nested_html(depth: int) -> bytes:
    """A page whose last sentence stands inside `depth` boxes."""
    return b"<html><body><p>Staff may.</p>" + b"<div>" * depth + b"<p>Staff must not.</p></body></html>"
