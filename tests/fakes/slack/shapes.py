"""What each block and each element may hold, after Slack's reference."""

from tests.fakes.slack.rules import (
    Rule,
    anything,
    flag,
    kind_of,
    many,
    one_of,
    plain,
    record,
    string,
    text,
    whole,
)

ELEMENTS: dict[str, Rule] = {}
BLOCKS: dict[str, Rule] = {}

_ID = string(255)
_URL = string(3000)
_IMAGE = record("type alt_text", "image_url slack_file", type=anything, image_url=_URL, alt_text=string(2000),
                slack_file=anything)  # fmt: skip
_CONFIRM = record("title text confirm deny", title=plain(100), text=text(300), confirm=plain(30),
                  deny=plain(30), style=one_of("primary", "danger"))  # fmt: skip
_OPTION = record("text value", text=text(75), value=string(150), description=text(75), url=_URL)
_OPTIONS = many(_OPTION, 100)
_GROUPS = many(record("label options", label=plain(75), options=_OPTIONS), 100)
_FEEDBACK = record("text value", text=plain(75), value=string(2000), accessibility_label=string(75))
_USERS = many(_ID, 10)
_SOURCE = record("type url text", type=one_of("url"), url=_URL, text=string(3000))


def _element(kind: str, needs: str = "", any_of: str = "", **fields: Rule) -> None:
    ELEMENTS[kind] = record(f"type {needs}", any_of, type=anything, action_id=_ID, **fields)


def _select(kind: str, needs: str = "", any_of: str = "", **fields: Rule) -> None:
    common: dict[str, Rule] = {"placeholder": plain(150), "focus_on_load": flag, "confirm": _CONFIRM}
    _element(kind, needs, any_of, **common, **fields)
    several = {f"{name}s" if name.startswith("initial_") else name: rule for name, rule in fields.items()}
    several |= {name: many(fields[name[:-1]], 100) for name in several if name[:-1] in fields}
    _element(f"multi_{kind}", needs, any_of, **common, max_selected_items=whole, **several)


def _block(kind: str, needs: str = "", any_of: str = "", **fields: Rule) -> None:
    BLOCKS[kind] = record(f"type {needs}", any_of, type=anything, block_id=_ID, **fields)


def elements(*kinds: str) -> Rule:
    """One element of these kinds, of any where none is named."""
    return kind_of(ELEMENTS, *kinds, what="element")


def blocks(*kinds: str) -> Rule:
    """One block of these kinds, of any where none is named."""
    return kind_of(BLOCKS, *kinds, what="block")


_element("button", "text", text=plain(75), value=string(2000), url=_URL, style=one_of("primary", "danger"),
         confirm=_CONFIRM, accessibility_label=string(75), visible_to_user_ids=_USERS,
         agent_prompt=string(4000))  # fmt: skip
_element("icon_button", "icon text", icon=one_of("trash"), text=plain(75), value=string(2000),
         accessibility_label=string(75), visible_to_user_ids=_USERS, confirm=_CONFIRM)  # fmt: skip
_element("feedback_buttons", "positive_button negative_button", positive_button=_FEEDBACK,
         negative_button=_FEEDBACK)  # fmt: skip
_element("overflow", "options", options=many(_OPTION, 5), confirm=_CONFIRM)
_select("static_select", any_of="options option_groups", options=_OPTIONS, option_groups=_GROUPS,
        initial_option=_OPTION)  # fmt: skip
_select("external_select", min_query_length=whole, initial_option=_OPTION)
_select("users_select", initial_user=_ID)
_select("channels_select", initial_channel=_ID, response_url_enabled=flag)
_select("conversations_select", initial_conversation=_ID, default_to_current_conversation=flag,
        response_url_enabled=flag, filter=anything)  # fmt: skip
for _kind in ("checkboxes", "radio_buttons"):
    _element(_kind, "options", options=many(_OPTION, 10), initial_option=_OPTION,
             initial_options=many(_OPTION, 10), confirm=_CONFIRM, focus_on_load=flag)  # fmt: skip
_element("datepicker", initial_date=string(10), placeholder=plain(150), confirm=_CONFIRM, focus_on_load=flag)
_element("timepicker", initial_time=string(5), placeholder=plain(150), confirm=_CONFIRM, focus_on_load=flag,
         timezone=string(100))  # fmt: skip
_element("datetimepicker", initial_date_time=whole, confirm=_CONFIRM, focus_on_load=flag)
for _kind in ("plain_text_input", "email_text_input", "url_text_input", "number_input"):
    _element(_kind, initial_value=string(3000), placeholder=plain(150), multiline=flag, min_length=whole,
             max_length=whole, focus_on_load=flag, dispatch_action_config=anything, is_decimal_allowed=flag,
             min_value=string(100), max_value=string(100))  # fmt: skip
_element("rich_text_input", initial_value=anything, placeholder=plain(150), focus_on_load=flag)
_element("file_input", filetypes=anything, max_files=whole)
ELEMENTS["image"] = _IMAGE

_BUTTONS = ("button", "overflow", "datepicker", "timepicker", "datetimepicker")
_SELECTS = tuple(kind for kind in ELEMENTS if kind.endswith(("_select", "checkboxes", "radio_buttons")))
_INPUTS = tuple(kind for kind in ELEMENTS if kind.endswith(("_input", "picker"))) + _SELECTS
_RICH_PARTS = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
_RICH = {
    kind: record("type elements", type=anything, elements=many(anything, 1000), style=anything, indent=whole,
                 offset=whole, border=whole, language=string(100))
    for kind in _RICH_PARTS
}  # fmt: skip


ELEMENTS |= {kind: text(3000, kind) for kind in ("plain_text", "mrkdwn")}


_block("section", "", "text fields", text=text(3000), fields=many(text(2000), 10), expand=flag,
       accessory=elements("image", "feedback_buttons", *_BUTTONS, *_SELECTS))  # fmt: skip
_block("divider")
_block("image", "alt_text", "image_url slack_file", image_url=_URL, alt_text=string(2000), title=plain(2000),
       slack_file=anything)  # fmt: skip
_block("header", "text", text=plain(150))
_block("context", "elements", elements=many(elements("plain_text", "mrkdwn", "image"), 10))
_block("actions", "elements", elements=many(elements(*_BUTTONS, *_SELECTS), 25))
_block("context_actions", "elements", elements=many(elements("feedback_buttons", "icon_button"), 5))
_block("input", "label element", label=plain(2000), hint=plain(2000), element=elements(*_INPUTS),
       optional=flag, dispatch_action=flag)  # fmt: skip
_block("markdown", "text", text=string(12000))
_block("rich_text", "elements", elements=many(kind_of(_RICH, what="element"), 1000))
_block("table", "rows", rows=many(many(anything, 20), 100), column_settings=anything)
_block("task_card", "task_id title status", task_id=_ID, title=string(150), details=blocks("rich_text"),
       output=blocks("rich_text"), sources=many(_SOURCE, 100, 0),
       status=one_of("pending", "in_progress", "complete", "error"))  # fmt: skip
_block("plan", "title", title=string(150), tasks=many(blocks("task_card"), 50))
_block("alert", "text", text=text(3000), level=one_of("default", "info", "warning", "error", "success"))
_block("card", "", "hero_image title actions body", title=text(150), subtitle=text(150), body=text(200),
       hero_image=_IMAGE, icon=_IMAGE, actions=many(elements("button"), 25))  # fmt: skip
_block("carousel", "elements", elements=many(blocks("card"), 10))
_block("container", "child_blocks", "title rich_text_title", title=plain(150),
       rich_text_title=blocks("rich_text"), subtitle=text(150), child_blocks=many(blocks(), 10),
       width=one_of("narrow", "standard", "wide", "full"), icon=_IMAGE, is_collapsible=flag,
       default_collapsed=flag, has_header_divider=flag)  # fmt: skip
