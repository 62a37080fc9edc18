"""A browser without a window, for pictures of pages."""

import shutil


def chromium() -> str | None:
    """Where the machine has Chromium, None where it has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def headless(browser: str, folder: str) -> list[str]:
    """The command that starts it; what it writes down for itself goes below `folder`."""
    return [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-lcd-text",
        "--hide-scrollbars",
        f"--user-data-dir={folder}/it",
    ]
