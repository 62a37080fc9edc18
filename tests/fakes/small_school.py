"""A school with two short policies, so that publishing it takes no time; its files may be edited at will."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from assistant.adapters.policy_files import FolderPolicyFiles
from assistant.domain.policy import Policy
from assistant.domain.school import Role
from assistant.policies.clauses import make_policy
from assistant.policies.references import link

PROJECT = Path(__file__).parents[2]

MANIFEST = """\
[[policy]]
id = "phones"
title = "Phones Policy"
short = "PH"
owner = "Headteacher"
version = "2023"
status = "ratified"
ratified = 2023-05-22
review_due = 2024-05-31
applies_to = "All staff"
file = "phones-policy.md"

[[policy]]
id = "trips"
title = "Trips Policy"
short = "TR"
owner = "Trips Lead"
version = "model 1"
status = "model"
applies_to = "All staff"
file = "trips-policy.txt"
other_names = ["visits policy"]
"""

PHONES = """\
# Phones Policy

## Phones in lessons

Staff must keep their own phone silent in lessons. A phone may be used to call the office in an emergency.

Staff must not photograph pupils with their own phone.

## Phones and parents

Staff should never give their own number to parents. The visits policy says what to use on a trip.

Staff may accept a call from a parent on:

- the school mobile
- the office telephone

## Lost phones

A lost school mobile must be reported under the lost property policy.
"""

TRIPS = """\
Trips Policy

Before a trip

The trip leader must write a risk assessment. The headteacher must approve it a week before the trip.

On a trip

Staff must carry a school mobile on every trip.

Pupils may telephone home from the coach.
"""

QUESTIONS = """\
question,asker,history,expected_clauses,verdict,outcome,notes
do i have to switch my phone off when teaching,teacher,,PH 1.1,must,answered,
can i take a picture of the kids with my phone,ta,,PH 1.2; PH 9.9,no,answered,unknown label
who writes the risk assessment,teacher,,TR 1.1,fact,answered,
is there free parking,teacher,,,,not_covered,
"""

TENSIONS = """\
[[tension]]
name = "calls from parents"
quotes = [
  ["phones", "Staff should never give their own number to parents."],
  ["phones", "Staff may accept a call from a parent on:"],
]
text = "One sentence hides numbers, another takes calls."
ask = "headteacher"

[[tension]]
name = "settled"
quotes = [["phones", "Staff may use carrier pigeons."]]
text = "The pigeons were let go."
ask = "headteacher"
"""

SCHOOL = """\
[school]
name = "Small School"
hours = "Monday to Friday, 8:00 to 17:00"
"""

HOLDERS = {
    Role.SAFEGUARDING_LEAD: ("Ann Ashdown", "01632 960001"),
    Role.DEPUTY_SAFEGUARDING_LEAD: ("Bo Birchall", "01632 960002"),
    Role.HEADTEACHER: ("Cy Cotterill", "01632 960003"),
    Role.CHAIR_OF_GOVERNORS: ("Di Dunstable", "01632 960004"),
    Role.DATA_PROTECTION_LEAD: ("Ed Eastleigh", "01632 960005"),
}

_CONTACT = """
[contacts.{role}]
title = "{title}"
name = "{name}"
phone = "{phone}"
email = "{role}@school.example"
"""


@dataclass(frozen=True, slots=True)
class SmallSchool:
    """Folders of the leads; `home` does not exist before the first publish."""

    corpus: Path
    prompts: Path
    home: Path

    @property
    def files(self) -> FolderPolicyFiles:
        """The port to the folders."""
        return FolderPolicyFiles(self.corpus, self.prompts)

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies as publishing would link them."""
        return link(make_policy(record, self.files.read(record)) for record in self.files.records())

    def edit(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must stand in the file, given below the school's folder."""
        path = self.corpus.parent / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new), "utf-8")


def write_school(folder: Path) -> SmallSchool:
    """Write the school into `folder`; fixed sentences, glossary and what was learnt are the project's own."""
    corpus, prompts = folder / "corpus", folder / "prompts"
    (corpus / "policies").mkdir(parents=True)
    for name in ("encoder", "practice", "questions", "triage"):
        (prompts / name).mkdir(parents=True)
    for path in (PROJECT / "prompts").glob("*.[jmnt]*"):
        shutil.copy(path, prompts)
    for own in ("triage/words.toml", "encoder/adapter.npz"):
        shutil.copy(PROJECT / "prompts" / own, prompts / own)
    contacts = (
        _CONTACT.format(role=role.value, title=title_of(role), name=name, phone=phone)
        for role, (name, phone) in HOLDERS.items()
    )
    written = {
        corpus / "manifest.toml": MANIFEST,
        corpus / "school.toml": SCHOOL + "".join(contacts),
        corpus / "tensions.toml": TENSIONS,
        corpus / "policies" / "phones-policy.md": PHONES,
        corpus / "policies" / "trips-policy.txt": TRIPS,
        prompts / "questions" / "everyday.csv": QUESTIONS,
    }
    for path, text in written.items():
        path.write_text(text, "utf-8")
    return school_in(folder)


def title_of(role: Role) -> str:
    """What the school calls a role."""
    return role.value.replace("_", " ").capitalize()


def school_in(folder: Path) -> SmallSchool:
    """The school that was written into `folder`."""
    return SmallSchool(folder / "corpus", folder / "prompts", folder / "home")


def link_published(published: Path, home: Path) -> None:
    """Let `home` answer from what another home has published, and keep everything else to itself."""
    for name in ("index", "encoder", "triage"):
        # Heads of triage lie in a home only where its publish had to learn them.
        if (published / name).exists():
            (home / name).symlink_to((published / name).resolve())
