"""What report.html says."""

import copy

import pytest
from lxml import html

from assistant.evaluation.comparing import compared
from assistant.evaluation.page import page
from assistant.evaluation.page_meanings import SCORES, STAGES
from assistant.evaluation.results import Run
from assistant.evaluation.scoring import scored
from tests.fakes.report import earlier, report

NOW = report()
PAGE = page(NOW, compared(earlier(), NOW))


def read(xpath: str, source: str = PAGE) -> list[str]:
    """The text of what the path finds, with one space between its pieces."""
    found = html.fromstring(source).xpath(xpath)
    return [" ".join(" ".join(one.itertext()).split()) for one in found]


def below(heading: str) -> list[str]:
    """The questions of the cases under a heading."""
    return read(f"//details[summary/h3[@id='{heading}']]//article/h4")


def test_the_headline_names_the_floor_that_fails() -> None:
    """One sentence says whether it is good enough and which score is below its floor."""
    said = "Not good enough to ship: “Incidents noticed” is 50.0%, below its floor of 95.0%."
    assert read("//p[@class='say']") == [said]


def test_the_headline_of_a_good_run() -> None:
    """Where every floor is reached the page says so, in other colours."""
    good = copy.deepcopy(NOW)
    good["scores"][0]["floor"] = 0.5
    said = read("//div[@class='headline good']/p[@class='say']", page(good))
    assert said == ["No worse than before: no score is below its floor (2 floors)."]


def test_the_headline_without_floors() -> None:
    """Without a floor nothing is called good enough."""
    bare = copy.deepcopy(NOW)
    bare["scores"] = [{**score, "floor": None} for score in bare["scores"]]
    assert read("//p[@class='say']", page(bare))[0].startswith("Nobody can say")


def test_errors_are_counted() -> None:
    """What broke stands at the top, and among the failures with its class."""
    assert "1 case broke and 0 took too long; each counts as a failure." in read("//header//p")
    assert read("//details[.//h3[@id='failing-broken']]//p[@class='verdict']")[1] == (
        "TimeoutError: counted as a failure"
    )


def test_bars_have_words() -> None:
    """Each bar says in words what it shows, and marks the floor where there is one."""
    bars = html.fromstring(PAGE).xpath("//table[@class='scores']//*[local-name()='svg']")
    assert [bar.get("aria-label") for bar in bars] == [
        "50.0%, likely between 9.4% and 90.5%, from 2 cases; below its floor of 95.0%.",
        "25.0%, likely between 4.6% and 69.9%, from 4 cases; not below its floor of 20.0%.",
        "50.0%, likely between 0.0% and 100.0%, from 3 cases.",
    ]
    floors = [bar.xpath("*[@class='floor']/@x1") for bar in bars]
    assert floors == [["95.0%"], ["20.0%"], []]


def test_every_score_is_explained() -> None:
    """Each score and stage has a title and one sentence, and nothing is explained that is not measured."""
    scores = scored(Run((), ()))
    assert {score.name for score in scores} == set(SCORES)
    assert {score.stage for score in scores} == set(STAGES)


def test_a_failing_case_side_by_side() -> None:
    """Question, history, expected and given clauses in the policies' words, headline, verdict and why."""
    (case,) = read("//details[.//h3[@id='failing-yes-for-no']]//article")
    assert case == (
        "Asked before: what about facebook may i accept a friend request "
        "Asker: ta · social-media.csv, line 2 · follow up Got yes. "
        "Expected No SM 12.2 Social Media Policy: Personal Use not cited "
        "Staff should decline “friend requests”. "
        "Given Yes The headline says yes. SM 13.1 Social Media Policy: Parents not expected may accept"
    )


def test_a_clause_that_is_right_as_well_is_marked_so() -> None:
    """It is no mistake to cite it."""
    made = copy.deepcopy(NOW)
    made["answers"][0]["expected"]["also_right"] = ["SM 13.1"]
    (case,) = read("//details[.//h3[@id='failing-yes-for-no']]//article", page(made))
    assert "SM 13.1 Social Media Policy: Parents also right" in case


@pytest.mark.parametrize(
    ("by", "said"),
    [("Cy", "Decided by Cy on 2 November 2026: Nothing says so."), ("", "In dispute among leads since")],
)
def test_what_leads_said_of_a_case_stands_there(by: str, said: str) -> None:
    """Whoever looks at the failure sees that the case itself was in question."""
    made = copy.deepcopy(NOW)
    made["answers"][0]["review"] = {"state": "x", "by": by, "on": "2026-11-02", "why": "nothing says so"}
    (case,) = read("//details[.//h3[@id='failing-yes-for-no']]//article", page(made))
    assert said in case


def test_failures_by_kind() -> None:
    """Every failing case stands once, under the gravest of its kinds."""
    assert below("failing-yes-for-no") == ["may i accept a friend request"]
    assert below("failing-not-answered") == ["can i bring my dog"]
    assert len(read("//section[h2/@id='cases']//article")) == 3


def test_missed_incidents_come_first() -> None:
    """Misses of triage stand by kind, missed incidents before all others."""
    kinds = html.fromstring(PAGE).xpath("//section[h2/@id='triage']//h3/@id")
    assert kinds == ["miss-missed", "miss-needless", "miss-role"]
    assert below("miss-missed") == ["a parent hit her"]


def test_confusion_table() -> None:
    """What each kind of message was taken for; a missed incident is marked in words too."""
    assert read("//table[@class='confusion']/tbody/tr") == [
        "Live incident 1 (right) 0 1 (missed) 0",
        "Policy question 1 0 1 (right) 0",
    ]


def test_groups_are_sorted_worst_first() -> None:
    """Parts of the cases stand in tables, the worst first; the better ones of many are folded away."""
    rows = read("//h3[@id='by-policy']/following-sibling::table[1]//tbody/tr/th")
    assert rows == ["Social Media Policy (SM)", "MP"]
    askers = html.fromstring(PAGE).xpath("//h3[@id='by-asker']/following-sibling::table[1]//tbody/tr")
    assert len(askers) == 10
    assert "Show the other 10, which do better" in read("//summary")


def test_which_answers_changed_after_a_policy_edit() -> None:
    """Worse cases come first, each as it ended before and now, with the words that were quoted then."""
    assert read("//h2[@id='changes']") == ["Which answers changed after the policy edit"]
    assert below("change-worse") == ["may i accept a friend request"]
    assert below("change-better") == ["friend requests?"]
    before, now = read("//details[.//h3[@id='change-worse']]//div[@class='pair']/div")
    assert before == "Last report No The headline says no. SM 12.2 should refuse"
    assert now.startswith("This report Yes")
    assert "Nothing wrong 30.0% 25.0% \N{MINUS SIGN}5.0" in read("//section[h2/@id='changes']//tbody/tr")


def test_an_earlier_report_of_the_same_day_is_called_so() -> None:
    """The date alone would name this very report."""
    before = earlier() | {"date": NOW["date"]}
    said = read("//header/p", page(NOW, compared(before, NOW)))[0]
    assert said.endswith("compared with the report of the same day that was made before this one")


def test_without_an_earlier_report() -> None:
    """The page says that there is nothing to compare with."""
    assert "There is no earlier report to compare with." in read("//p", page(NOW))


def test_what_it_was_made_with_and_the_leads_agreement() -> None:
    """Digests, settings, versions, the date, repeats and the leads' kappa are there."""
    facts = dict(zip(read("//dl/dt"), read("//dl/dd"), strict=True))
    assert facts == {
        "date": "7 November 2026",
        "corpus": "5f22ca81df146052",
        "code: version": "0.1.0",
        "settings: hub": "no",
    }
    said = " ".join(read("//section[h2/@id='leads']/p"))
    assert "Ann and Bo judged 24 cases apart, and said the same of 18: kappa 0.71." in said
    assert any(line.startswith("Every case ran 3 times: 25.0% of the questions") for line in read("//p"))
