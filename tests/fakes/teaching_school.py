"""A small school whose leads go on teaching: what ships takes no question for covered."""

from dataclasses import replace
from pathlib import Path

from assistant.bootstrap import assistant
from assistant.domain.heads import Head
from assistant.learning.training import train
from assistant.settings import Settings
from tests.fakes.clock import FakeClock
from tests.fakes.small_school import SmallSchool, write_school

ASKED = "am i ok to grab a cheeky snap of my lot on insta"
RIGHT = "PH 1.2"
# Not the question itself: what is learnt must reach further than its own words.
ROWS = f"""\
is it fine to grab a quick snap of my lot,teacher,,{RIGHT},no,answered,
grab a cheeky snap of the class for insta,ta,,{RIGHT},no,answered,
"""

_CALIBRATION = """\
question,asker,history,expected_clauses,verdict,outcome,notes
must my mobile be silent during lessons,teacher,,PH 1.1,must,answered,
should i turn my phone to silent before class,ta,,PH 1.1,must,answered,
may i photograph pupils with my own phone,teacher,,PH 1.2,no,answered,
is taking photographs of children allowed,ta,,PH 1.2,no,answered,
can i give parents my number,teacher,,PH 2.1,no,answered,
who has to approve the risk assessment,teacher,,TR 1.1,fact,answered,
do we carry a school mobile on a trip,ta,,TR 2.1,must,answered,
may pupils telephone home from the coach,teacher,,TR 2.2,yes,answered,
is there free parking at the gate,teacher,,,,not_covered,
when is the next pay rise,ta,,,,not_covered,
who won the cup final,teacher,,,,out_of_scope,
sing me a song about the sea,ta,,,,out_of_scope,
"""

_CASES = f"""\
question,asker,history,expected_clauses,verdict,outcome,notes
{ASKED},teacher,,{RIGHT},no,answered,slang
what did the weather do on sunday,ta,,,,not_covered,
"""


def settings_of(school: SmallSchool) -> Settings:
    """Where the school's files and its home lie."""
    return Settings(home=school.home, corpus=school.corpus, prompts=school.prompts)


def write_teaching_school(folder: Path, encoder_home: Path) -> SmallSchool:
    """Published, with a table of calibration, and with a folder of cases beside its corpus.

    What ships was learnt from these tables, but for whether the policies answer at all: that they never do.
    """
    school = write_school(folder)
    school.home.mkdir()
    (school.home / "encoder").symlink_to(encoder_home)
    (school.prompts / "questions" / "calibration.csv").write_text(_CALIBRATION, "utf-8")
    cases_of(school).joinpath("cases").mkdir(parents=True)
    (cases_of(school) / "cases" / "own.csv").write_text(_CASES, "utf-8")
    made = assistant(settings_of(school), FakeClock())
    made.publish.publish(lambda *_: None)
    heads = train(made.published(), made.encoder(), lambda *_: None)
    classes = heads.coverage.classes
    never = Head((), classes, ((),) * len(classes), tuple(5.0 * (name == "not_covered") for name in classes))
    made.keep_learnt(replace(heads, coverage=never))
    return school


def cases_of(school: SmallSchool) -> Path:
    """The folder that the evaluation reads."""
    return school.corpus.parent / "eval"


def teach(school: SmallSchool, rows: str = ROWS) -> None:
    """Add rows to a table, as a lead would."""
    table = school.prompts / "questions" / "everyday.csv"
    table.write_text(table.read_text("utf-8") + rows, "utf-8")
