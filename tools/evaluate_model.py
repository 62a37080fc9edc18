"""python -m tools.evaluate_model [EVERY]: the cases with a real language model that writes nonsense.

SmolLM2 with 135 million parameters is served on this machine. Every case of eval/cases and of
eval/development/cases, or every second, third and so on, is answered without it and with it; the report
stands in the folder with-model of ASSISTANT_HOME. The exit status is 1 where anything untrue was shown, or a
score is more than a point lower with the model.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from assistant.evaluation.beside import beside_json, holds
from assistant.evaluation.cases import read_cases
from assistant.evaluation.evaluating import apart, run_of
from assistant.evaluation.page import page
from assistant.evaluation.provenance import made_with
from assistant.evaluation.reporting import report_of, write_json
from assistant.evaluation.scoring import scored
from assistant.evaluation.terminal import WIDE
from assistant.evaluation.terminal_model import show_beside
from assistant.settings import read_settings
from assistant.terminal import console, progress_bar
from tests.fakes.small_model import serving_small_model

_EVAL = Path("eval")
# Seconds: what it writes is to be judged, not how fast this machine is.
_PATIENCE = 180.0


def main(every: int) -> int:
    """Run, show, write; returns the exit status."""
    folders = (_EVAL / "cases", _EVAL / "development" / "cases")
    cases = [case for folder in folders for case in read_cases(folder)][::every]
    with (
        serving_small_model() as url,
        tempfile.TemporaryDirectory(prefix="with-model-", ignore_cleanup_errors=True) as scratch,
        progress_bar() as progress,
    ):
        served = {"model": "llamacpp:SmolLM2-135M", "model_url": url, "model_timeout": _PATIENCE}
        made = apart(read_settings().model_copy(update=served), Path(scratch))
        done = run_of(made, cases, (), progress, made_with(made, _EVAL))
        target = made.settings.home / "with-model"
    report = report_of(done, scored(done), date.today())
    report["with_model"] = beside_json(done, report)
    write_json(target / "report.json", report)
    (target / "report.html").write_text(page(report), encoding="utf-8", newline="\n")
    show_beside(out := console(WIDE), report["with_model"])
    out.print(f"The report: {target}", soft_wrap=True)
    return 0 if holds(done) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
