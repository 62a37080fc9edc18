"""python -m tools.report_pictures: the newest report as docs/pictures/report.png, wide and on a telephone.

The picture needs Chromium, and a report: `make evaluate` makes one.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.browser import chromium, headless

_PROJECT = Path(__file__).parent.parent
_REPORTS = _PROJECT / "eval" / "reports"
_PICTURE = _PROJECT / "docs" / "pictures" / "report.png"
_HEIGHT, _WIDE, _NARROW, _GAP = 1000, 900, 380, 20
_SIZE = f"{_WIDE + _NARROW + 3 * _GAP},{_HEIGHT + 2 * _GAP}"
_FIRST_FAILURE = re.compile(r'<h3 id="(failing-[\w-]+)">')
_BESIDE = f"""<!doctype html>
<style>
body {{ display: flex; gap: {_GAP}px; margin: 0; padding: {_GAP}px; background: #d8dde3; }}
iframe {{ height: {_HEIGHT}px; border: 0; background: #fff; }}
</style>
<iframe src="report.html" style="width: {_WIDE}px; border-radius: 8px"></iframe>
<iframe src="report.html#PLACE" style="width: {_NARROW}px; border-radius: 24px"></iframe>
"""


def main() -> int:
    """Take the picture; returns the exit status."""
    report = max(_REPORTS.glob("*/report.html"), key=lambda path: path.stat().st_mtime, default=None)
    browser = chromium()
    if report is None or browser is None:
        print("Install Chromium." if report else "There is no report yet: run `make evaluate` first.")
        return 1
    photograph(browser, report.read_text("utf-8"), _PICTURE)
    print(f"{_PICTURE.name} is written: {_PICTURE.stat().st_size // 1000} kB.")
    return 0


def photograph(browser: str, html: str, path: Path) -> None:
    """A picture of a report in a wide window, and of its failing cases in a narrow one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "report.html").write_text(html, encoding="utf-8")
        both = Path(folder) / "both.html"
        failure = _FIRST_FAILURE.search(html)
        both.write_text(_BESIDE.replace("PLACE", failure[1] if failure else "cases"), encoding="utf-8")
        command = [
            *headless(browser, folder),
            "--force-device-scale-factor=0.75",
            f"--window-size={_SIZE}",
            f"--screenshot={path}",
        ]
        subprocess.run([*command, both.as_uri()], capture_output=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
