"""report.html holds everything itself, can be read by everybody, and a browser shows it."""

import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from assistant.evaluation.comparing import compared
from assistant.evaluation.page import page
from tests.assistant.evaluation.test_page import PAGE, below, read
from tests.fakes.report import CANARY, earlier, report


def test_markup_in_a_case_is_text() -> None:
    """A case with a script in it is shown as it was typed."""
    assert CANARY in below("failing-broken")
    assert "<script" not in PAGE


def test_the_page_fetches_nothing() -> None:
    """No address, no script, no frame and no file: everything is in the page."""
    tree = html.fromstring(PAGE)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //*[@src]")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not re.search(r"https?:|url\(|@import|@font-face", PAGE)


def test_links_lead_somewhere() -> None:
    """Every link names a place on the page, and no place is named twice."""
    tree = html.fromstring(PAGE)
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in tree.xpath("//@href")} <= set(names)


def test_headings_and_tables_can_be_heard() -> None:
    """Headings leave no level out, table heads say what they are heads of, and the language is named."""
    tree = html.fromstring(PAGE)
    levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(head.get("scope") in {"row", "col"} for head in tree.iter("th"))
    assert all(table.xpath("caption") for table in tree.iter("table"))
    assert tree.get("lang") == "en-GB"


def test_colours_can_be_read() -> None:
    """Words stand out from what is behind them by 4.5 to 1 at least, light, dark and in print (WCAG 2.2)."""
    schemes = re.findall(r":root \{(.*?)\}", PAGE, re.DOTALL)
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--([\w-]+): (#\w+);", scheme))
        on_paper = [(name, "paper") for name in ("ink", "quiet", "good", "bad", "link")]
        on_sunk = [(name, "sunk") for name in ("ink", "quiet", "good", "bad")]
        boxed = [(name, f"{name}-paper") for name in ("good", "bad", "warn")]
        for ink, paper in (*on_paper, *on_sunk, *boxed):
            assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper, colours[ink])


def test_same_report_same_bytes() -> None:
    """The page of the same report is the same, to the byte."""
    assert page(report(), compared(earlier(), report())) == PAGE


def test_a_browser_shows_it(tmp_path: Path) -> None:
    """Chromium, cut off from every network, shows the text, and on a telephone nothing sticks out."""
    chromium = _chromium()
    probe = (
        "<script>document.title = [innerWidth, document.documentElement.scrollWidth].join(' of ')</script>"
    )
    (tmp_path / "report.html").write_text(PAGE.replace("</body>", f"{probe}</body>"), encoding="utf-8")
    shown = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--proxy-server=127.0.0.1:9",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={tmp_path / 'browser'}",
            "--window-size=500,900",
            "--dump-dom",
            (tmp_path / "report.html").as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout.decode("utf-8")
    assert "Not good enough to ship" in read("//p[@class='say']", shown)[0]
    assert read("//article/h4", shown) == read("//article/h4")
    width, needed = map(int, read("//title", shown)[0].split(" of "))
    assert needed <= width


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        missing = "no Chromium is installed here to show the report with"
        if os.environ.get("ASSISTANT_TEST_CHROMIUM") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def _contrast(one: str, other: str) -> float:
    """(lighter + 0.05) / (darker + 0.05), of the relative luminances of WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
