"""The text of a table as a spreadsheet program left it, and what a careless one would lose on saving.

Where the decimal sign is a comma, Excel separates cells by semicolons; 'Unicode text' has tabs and UTF-16.
"""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SchoolFileError, TableError

_SEPARATORS = ",;\t"
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_SAVE_AS = (
    "Save it again as UTF-8: in Excel choose 'CSV UTF-8 (Comma delimited)', in LibreOffice the character set"
    " 'Unicode (UTF-8)', in Numbers the text encoding 'Unicode (UTF-8)'."
)


@dataclass(frozen=True, slots=True)
class TableText:
    """A table's text and the way it is saved: its mark of byte order, encoding and separator."""

    text: str
    mark: bytes
    encoding: str
    separator: str

    @property
    def line_end(self) -> str:
        """What ends the first line, the line feed where there is one line only."""
        first = io.StringIO(self.text, newline="").readline()
        return first[len(first.rstrip("\r\n")) :] or "\n"

    def encoded(self, text: str) -> bytes:
        """Another text, saved the same way."""
        return self.mark + text.encode(self.encoding)


def read_table_text(path: Path) -> TableText:
    """The text of a file. Raises SchoolFileError or TableError where it is no UTF-8 or no table at all."""
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        cure = "Open it in its program, and save it as CSV with the character set UTF-8."
        raise SchoolFileError(path.name, "This is a spreadsheet that was only named .csv.", cure)
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "utf-8")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        readable = data[len(mark) : len(mark) + error.start].decode(encoding)
        cells = list(csv.reader(io.StringIO(readable + "x", newline=""), delimiter=_separator(readable)))
        raise TableError(
            path.name,
            "The file is not saved as UTF-8, so that its accents and quotation marks cannot be told.",
            _SAVE_AS,
            len(cells),
            letter(len(cells[-1]) - 1),
        ) from None
    return TableText(text, mark, encoding, _separator(text))


def letter(place: int) -> str:
    """What a spreadsheet calls the column at `place`, which counts from 0: A, B ... Z, AA."""
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _separator(text: str) -> str:
    """The separator that the first line has most of."""
    first = io.StringIO(text.lstrip("\r\n"), newline="").readline()
    return max(_SEPARATORS, key=first.count)
