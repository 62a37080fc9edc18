"""python -m tools.slack_pictures: what staff see in Slack, as docs/pictures/slack.html and slack-*.png.

The answers are those of the published index; names and numbers are made up. The pictures need Chromium.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from assistant.answering.explaining import excerpts_of, explained
from assistant.bootstrap import Assistant, assistant
from assistant.channels.slack.blocks.answers import answer_blocks, sharing
from assistant.channels.slack.blocks.handed_off import everybody, pointer_blocks
from assistant.channels.slack.blocks.home import home_view
from assistant.channels.slack.blocks.modals import report_view
from assistant.domain.answer import Answered, NotCovered
from assistant.domain.message import Message
from assistant.domain.proposal import Proposal, ProposedSentence
from assistant.domain.school import Contact, Role, School
from assistant.settings import read_settings
from tools.browser import chromium, headless
from tools.slack_cards import cards
from tools.slack_page import message, page, view

_FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
_PEOPLE = {
    Role.SAFEGUARDING_LEAD: ("Ann Ashdown", "01632 960001"),
    Role.DEPUTY_SAFEGUARDING_LEAD: ("Bo Birchall", "01632 960002"),
    Role.HEADTEACHER: ("Cy Cotterill", "01632 960003"),
    Role.CHAIR_OF_GOVERNORS: ("Di Dunstable", "01632 960004"),
    Role.DATA_PROTECTION_LEAD: ("Ed Eastleigh", "01632 960005"),
}
_MORNING = datetime(2026, 9, 7, 9, 41, tzinfo=ZoneInfo("Europe/London"))
_WRITTEN = (
    "Staff should decline friend requests from students on their personal social media accounts.",
    "Staff may accept them after the student has left.",
)
_HEIGHT = re.compile(r"<title>height (\d+)</title>")
_MEASURE = "<script>document.title = 'height ' + Math.ceil(document.body.scrollHeight)</script></body>"


def main() -> int:
    """Write the page, and the pictures where there is a Chromium; returns the exit status."""
    figures = shown(assistant(read_settings()))
    _FOLDER.mkdir(exist_ok=True)
    written = page("What staff see in Slack", figures.values())
    (_FOLDER / "slack.html").write_text(written, encoding="utf-8")
    browser = chromium()
    if browser is None:
        print("slack.html is written. For the pictures install Chromium.")
        return 1
    for name, figure in figures.items():
        photograph(browser, page(name, [figure]), _FOLDER / f"slack-{name}.png")
        print(f"slack-{name}.png is written.")
    return 0


def shown(made: Assistant) -> dict[str, str]:
    """The figures by name."""
    replies, school = made.replies, staffed(made.school)
    said = replies.say
    asked = {
        "answer": "can i accept a friend request from one of my pupils?",
        "depends": "Can I accept this friend request?",
        "not-covered": "can i bring my dog to school",
        "is-it-real": "is it ok to take photos of pupils on my own phone",
    }
    asked["explained"] = asked["answer"]
    found = {name: _found(made, school, question) for name, question in asked.items()}
    real = (said("handoff.line.is_it_real_yes"), said("handoff.line.is_it_real_no"))
    found["explained"] = _explained(made, found["answer"])
    found["is-it-real"] = replace(found["is-it-real"], asks="is_it_real", options=real)
    told = everybody(school, _MORNING)
    index = made.shelf.current()
    records = [policy.record for policy in index.policies.values()] if index else []

    def answer(name: str, caption: str, opened: bool = False) -> str:
        return message(caption, asked[name], dicts(answer_blocks(found[name], replies, "Ev1")), opened=opened)

    in_channel = dicts([*answer_blocks(found["answer"], replies, "Ev1", plain=True), sharing(replies, "Ev1")])
    drawn = cards(school, replies, _MORNING)
    return {
        "answer": answer("answer", "A direct message: a plain answer, its clauses unfolded", opened=True),
        "explained": answer("explained", "With a language model: checked sentences, each with its clauses"),
        "depends": answer("depends", "It depends: one question with buttons, the clauses folded away"),
        "not-covered": answer("not-covered", "No policy answers"),
        "is-it-real": answer("is-it-real", "It may have happened: one question back"),
        "in-channel": message("Asked in a channel, on older clients", asked["answer"], in_channel, True),
        "pointer": message(
            "Something has happened, written in a channel",
            "",
            dicts(pointer_blocks(told[:3], replies, "Ev1", sent=True)),
            only_you=True,
        ),
        "home": view("App Home", home_view(school, records[:4], replies, _MORNING).to_dict()),
        "report": view("Reporting an incident", report_view(told, replies).to_dict()),
        **{name: message(caption, "", blocks) for name, (caption, blocks) in drawn.items()},
    }  # fmt: skip


def staffed(school: School) -> School:
    """The school with somebody for every role."""
    contacts = (Contact(role, school.contact(role).title, *_PEOPLE[role]) for role in Role)
    return replace(school, contacts=tuple(contacts))


def dicts(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as Slack is sent them."""
    return [block.to_dict() for block in blocks]


def _found(made: Assistant, school: School, question: str) -> Answered | NotCovered:
    outcome = made.ask.answer(Message(question), record=False)
    assert isinstance(outcome, Answered | NotCovered), question
    lead, head = school.contact(Role.SAFEGUARDING_LEAD), school.contact(Role.HEADTEACHER)
    way = made.replies.say(
        "ending.way_to_a_person",
        lead=lead.title,
        lead_phone=lead.phone,
        head=head.title,
        head_phone=head.phone,
    )
    return replace(outcome, way_to_a_person=way)


def _explained(made: Assistant, answer: Answered | NotCovered) -> Answered:
    """With what is left of sentences as a model may write them, one of which promises too much."""
    assert isinstance(answer, Answered)
    excerpts = excerpts_of(answer, ())
    written = tuple(ProposedSentence(text, (excerpts[0].key,)) for text in _WRITTEN)
    return explained(answer, made.verify(Proposal(written, None), excerpts, answer, frozenset()))


def photograph(browser: str, html: str, path: Path) -> None:
    """A picture of a page, as high as the page is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html.replace("</body>", _MEASURE), encoding="utf-8")
        command = headless(browser, folder)
        address = file.as_uri()
        measured = subprocess.run(
            [*command, "--window-size=760,400", "--dump-dom", address],
            capture_output=True,
            text=True,
            check=True,
        )
        height = _HEIGHT.search(measured.stdout)
        size = f"--window-size=760,{int(height[1]) if height else 1000}"
        subprocess.run([*command, size, f"--screenshot={path}", address], capture_output=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
