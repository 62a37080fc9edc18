"""Blocks and views of Slack as a web page for readers of docs/: near enough to Slack to know it again."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
_THUMB = (
    '<svg viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M1.5 7.5h3v6.5h-3zM4.5 7.5 7.5 1.5c1.4 0 2 1 1.6 2.4L8.5 6.5h5c.9 0 1.4.8 1.2 1.6l-1.2 4.9'
    'c-.2.6-.7 1-1.3 1H4.5z"/></svg>'
)
_STYLE = Path(__file__).with_suffix(".css")


def page(title: str, figures: Iterable[str]) -> str:
    """A whole page with the figures below one another."""
    style = _STYLE.read_text("utf-8")
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>\n{style}</style></head>\n<body>\n"
        + "\n".join(figures)
        + "\n</body></html>\n"
    )


def message(
    caption: str, asked: str, blocks: Iterable[Json], only_you: bool = False, opened: bool = False
) -> str:
    """A message of the assistant under what somebody asked; `opened` unfolds what is folded away."""
    mark = '<p class="only">Only visible to you</p>' if only_you else ""
    question = _said("Sam Rowe", "S", "9:41", f'<p class="text">{_text(asked)}</p>', "") if asked else ""
    answer = _said("Policy assistant", "P", "9:41", _all(blocks, opened), "app")
    return _figure(caption, "message", f"{question}{mark}{answer}")


def view(caption: str, shown: Json) -> str:
    """A modal, or App Home."""
    body = _all(shown["blocks"], False)
    if shown["type"] == "home":
        tabs = "<nav><b>Home</b><span>Messages</span><span>About</span></nav>"
        return _figure(caption, "home", f"{tabs}{body}")
    ends = [_pressed(shown[name]["text"], name) for name in ("close", "submit") if name in shown]
    title = f"<header>{_text(shown['title']['text'])}</header>"
    return _figure(caption, "modal", f"{title}<div class=inside>{body}</div><footer>{''.join(ends)}</footer>")


def _figure(caption: str, kind: str, body: str) -> str:
    return f"<figure><figcaption>{_text(caption)}</figcaption><div class={kind}>{body}</div></figure>"


def _said(name: str, letter: str, at: str, body: str, badge: str) -> str:
    mark = f"<span class=badge>{badge.upper()}</span>" if badge else ""
    face = f'<div class="face {badge}" aria-hidden=true>{letter}</div>'
    return (
        f"<div class=said>{face}<div><p class=by><b>{name}</b>{mark}<time>{at}</time></p>{body}</div></div>"
    )


def _all(blocks: Iterable[Json], opened: bool) -> str:
    return "".join(_block(block, opened) for block in blocks)


def _block(block: Json, opened: bool) -> str:
    if block["type"] == "container":
        return _container(block, opened)
    return _BLOCKS[block["type"]](block)


def _container(block: Json, opened: bool) -> str:
    subtitle = f"<small>{_text(block['subtitle']['text'])}</small>" if "subtitle" in block else ""
    state = " open" if opened or not block.get("default_collapsed") else ""
    head = f"<summary><b>{_text(block['title']['text'])}</b>{subtitle}</summary>"
    return f"<details{state}>{head}{_all(block['child_blocks'], opened)}</details>"


def _section(block: Json) -> str:
    beside = _element(block["accessory"]) if "accessory" in block else ""
    return f'<div class=section><p class="text">{_text(block["text"]["text"])}</p>{beside}</div>'


def _input(block: Json) -> str:
    optional = " <i>(optional)</i>" if block.get("optional") else ""
    hint = f"<small>{_text(block['hint']['text'])}</small>" if "hint" in block else ""
    label = f"<p class=label>{_text(block['label']['text'])}{optional}</p>"
    return f"<div class=input>{label}{_element(block['element'])}{hint}</div>"


def _row(kind: str) -> Callable[[Json], str]:
    return lambda block: f"<div class={kind}>{''.join(map(_element, block['elements']))}</div>"


_BLOCKS: Mapping[str, Callable[[Json], str]] = {
    "header": lambda block: f"<h2>{_text(block['text']['text'])}</h2>",
    "section": _section,
    "divider": lambda block: "<hr>",
    "context": _row("context"),
    "actions": _row("actions"),
    "context_actions": _row("feedback"),
    "alert": lambda block: (
        f"<p class='alert {block.get('level', 'default')}'>{_text(block['text']['text'])}</p>"
    ),
    "rich_text": lambda block: "".join(map(_rich, block["elements"])),
    "input": _input,
}


def _rich(element: Json) -> str:
    kind = element["type"]
    if kind == "rich_text_list":
        return f"<ul>{''.join(f'<li>{_runs(item)}</li>' for item in element['elements'])}</ul>"
    if kind == "rich_text_quote":
        return f"<blockquote>{_runs(element)}</blockquote>"
    return f'<p class="text">{_runs(element)}</p>'


def _runs(element: Json) -> str:
    def run(part: Json) -> str:
        said = _text(part["text"])
        return f"<b>{said}</b>" if part.get("style", {}).get("bold") else said

    return "".join(map(run, element["elements"]))


def _element(element: Json) -> str:
    return _ELEMENTS.get(element["type"], _typed)(element)


def _typed(element: Json) -> str:
    return "<div class=typed></div>"


def _button(element: Json) -> str:
    label = element.get("accessibility_label", "")
    return _pressed(element["text"]["text"], element.get("style", ""), label)


def _feedback(element: Json) -> str:
    said = (element[name]["text"]["text"] for name in ("positive_button", "negative_button"))
    return "".join(f"<span>{_THUMB} {_text(text)}</span>" for text in said)


def _options(mark: str) -> Callable[[Json], str]:
    def shown(element: Json) -> str:
        options = (_text(option["text"]["text"]) for option in element["options"])
        return "".join(f"<label><input type={mark} disabled> {said}</label>" for said in options)

    return shown


def _select(element: Json) -> str:
    return f"<span class=select>{_text(element.get('placeholder', {}).get('text', 'Choose'))}</span>"


def _pressed(text: str, style: str, label: str = "") -> str:
    return f"<button type=button class='{style}' aria-label='{escape(label or text)}'>{_text(text)}</button>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


_ELEMENTS: Mapping[str, Callable[[Json], str]] = {
    "plain_text": lambda element: f"<span>{_text(element['text'])}</span>",
    "mrkdwn": lambda element: f"<span>{_text(element['text'])}</span>",
    "button": _button,
    "feedback_buttons": _feedback,
    "radio_buttons": _options("radio"),
    "checkboxes": _options("checkbox"),
    "static_select": _select,
    "users_select": _select,
    "overflow": lambda element: _pressed("…", ""),
}
