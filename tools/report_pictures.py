"""python -m tools.report_pictures: the newest report in docs/pictures, its top and its first failing case.

The pictures need Chromium, and a report: `make evaluate` makes one.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.browser import chromium, headless

_PROJECT = Path(__file__).parent.parent
_REPORTS = _PROJECT / "eval" / "reports"
_PICTURES = _PROJECT / "docs" / "pictures"
_HEIGHT, _WIDTH = 1000, 900
_FIRST_FAILURE = re.compile(r'<h3 id="(failing-[\w-]+)">')
# The anchors of a page that was loaded alone do not move what is photographed; those of a frame do.
_FRAME = f"""<!doctype html>
<style>body {{ margin: 0; }} iframe {{ width: {_WIDTH}px; height: {_HEIGHT}px; border: 0; }}</style>
<iframe src="report.html#PLACE"></iframe>
"""


def main() -> int:
    """Take the pictures; returns the exit status."""
    report = max(_REPORTS.glob("*/report.html"), key=lambda path: path.stat().st_mtime, default=None)
    browser = chromium()
    if report is None or browser is None:
        print("Install Chromium." if report else "There is no report yet: run `make evaluate` first.")
        return 1
    html = report.read_text("utf-8")
    failure = _FIRST_FAILURE.search(html)
    for name, place in (("report", ""), ("report-case", failure[1] if failure else "cases")):
        photograph(browser, html, place, _PICTURES / f"{name}.png")
        print(f"{name}.png is written.")
    return 0


def photograph(browser: str, html: str, place: str, path: Path) -> None:
    """A picture of a report from `place` on, an anchor in it, or from its top."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "report.html").write_text(html, encoding="utf-8")
        frame = Path(folder) / "frame.html"
        frame.write_text(_FRAME.replace("PLACE", place), encoding="utf-8")
        command = [
            *headless(browser, folder),
            "--force-device-scale-factor=0.75",
            f"--window-size={_WIDTH},{_HEIGHT}",
            f"--screenshot={path}",
        ]
        subprocess.run([*command, frame.as_uri()], capture_output=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
