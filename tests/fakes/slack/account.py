"""People and what each has on the screen."""

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from tests.fakes.slack.blocks import numbered, texts
from tests.fakes.slack.rules import Json

TEAM, ANOTHER_TEAM, APP = "T0SCHOOL", "T0OTHER", "A0POLICY"
BOT, BOT_ID = "U0POLICYBOT", "B0POLICYBOT"


@dataclass
class View:
    """A modal or a home tab as one person sees it. `repr` tells no contents."""

    id: str
    person: str
    content: Json = field(repr=False)
    state: dict[str, dict[str, Json]] = field(default_factory=dict, repr=False)
    root: str = ""
    previous: str | None = None
    hash: str = ""
    # What stands in red below the inputs.
    errors: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.show(self.content)
        self.root = self.root or self.id

    def show(self, content: Json) -> None:
        """Show this instead; what was filled in stays where the inputs did."""
        self.content = content
        numbered(content["blocks"])
        here = {block["block_id"] for block in content["blocks"]}
        self.state = {name: answers for name, answers in self.state.items() if name in here}
        self.hash, self.errors = token_hex(8), {}

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.content["blocks"]
        return blocks

    @property
    def callback_id(self) -> str:
        """The name by which the app knows it."""
        return str(self.content.get("callback_id", ""))

    @property
    def title(self) -> str:
        """What stands over a modal."""
        return str(self.content.get("title", {}).get("text", ""))

    def visible(self) -> str:
        """All that can be read in it, what the person wrote included."""
        return "\n".join([*texts(self.content), *self.errors.values(), *self._filled_in()])

    def _filled_in(self) -> list[str]:
        answers = (answer for block in self.state.values() for answer in block.values())
        return [str(answer["value"]) for answer in answers if answer.get("value")]

    def payload(self) -> Json:
        """The view as it is sent to the app."""
        defaults: dict[str, Any] = {"private_metadata": "", "callback_id": "", "external_id": ""}
        flags: dict[str, Any] = {
            "clear_on_close": False,
            "notify_on_close": False,
            "submit": None,
            "close": None,
        }
        return (
            defaults
            | flags
            | self.content
            | {
                "id": self.id,
                "team_id": TEAM,
                "app_id": APP,
                "app_installed_team_id": TEAM,
                "bot_id": BOT_ID,
                "hash": self.hash,
                "state": {"values": self.state},
                "root_view_id": self.root,
                "previous_view_id": self.previous,
            }
        )


@dataclass
class Account:
    """Somebody in the workspace, or somebody of another one who shares a channel with it."""

    id: str
    name: str
    team: str = TEAM
    # Guests see the channels they were added to and no others.
    guest: bool = False
    single_channel_guest: bool = False
    deleted: bool = False
    # Ephemeral messages reach only those who have Slack open.
    active: bool = True
    modals: list[View] = field(default_factory=list)
    home: View | None = None
    # What Slack itself told the person when the bot did not answer as it must.
    saw_errors: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> bool:
        """Whether the person belongs to another workspace."""
        return self.team != TEAM

    @property
    def modal(self) -> View | None:
        """The modal on top."""
        return self.modals[-1] if self.modals else None

    def described(self) -> Json:
        """What users.info says."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name.lower(),
            "real_name": self.name,
            "deleted": self.deleted,
            "is_bot": self.id == BOT,
            "is_restricted": self.guest,
            "is_ultra_restricted": self.single_channel_guest,
            "is_stranger": self.foreign,
            "profile": {"display_name": self.name, "real_name": self.name},
            "tz": "Europe/London",
        }
