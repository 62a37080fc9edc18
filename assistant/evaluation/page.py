"""report.json as report.html: one page for policy leads, which any browser shows without a network."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.evaluation.page_view import shown
from assistant.evaluation.page_words import Json, between, counted, percent

_FOLDER = Path(__file__).parent / "templates"


def page(report: Json, changes: Json | None = None) -> str:
    """The page as HTML; the same report and changes give the same bytes.

    `report` is what report.json holds, `changes` what has changed since an earlier one (comparing.py).
    """
    return _templates().get_template("report.html.jinja").render(shown=shown(report, changes))


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(percent=percent, between=between, counted=counted, place=percent)
    return made
