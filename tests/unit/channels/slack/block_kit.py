"""Block Kit's documented rules, as a check on everything that is sent to Slack.

Each function returns sentences on what is wrong, none where all is well. Keys that are not known here are wrong, too:
Slack refuses them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
INTERACTIVE = {"button", "static_select", "conversations_select", "checkboxes", "plain_text_input"}
ENTITY = re.compile(r"<(?:(?:https?://|mailto:)[^<>|\s]+(?:\|[^<>|]+)?|@[UW][A-Z0-9]+(?:\|[^<>]*)?|#C[A-Z0-9]+)>")
ESCAPED = re.compile(r"&(?:amp|lt|gt);")


def message_problems(message: Json, *, longest_text: int = 40_000) -> list[str]:
    """What is wrong with the body of a call that posts or changes a message."""
    problems = []
    if "as_user" in message:
        problems.append("as_user is refused by apps of today")
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        problems.append("a message with blocks needs a text for notifications and screen readers")
    elif len(text) > longest_text:
        problems.append(f"text has {len(text)} characters, {longest_text} are allowed")
    else:
        problems += mrkdwn_problems("text", text)
    blocks = message.get("blocks")
    if blocks is not None:
        problems += _blocks("blocks", blocks, most=50)
        length = sum(len(said) for said in texts_of(blocks))
        if length > 13_000:
            problems.append(f"the blocks have {length} characters; Slack says msg_blocks_too_long")
    return problems


def view_problems(view: Json) -> list[str]:
    """What is wrong with a modal or a Home tab."""
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [f"view: type {kind!r}"]
    problems = _keys(
        "view",
        view,
        "type blocks private_metadata callback_id external_id",
        "title submit close" if kind == "modal" else "",
    )
    problems += _longest("private_metadata", view.get("private_metadata", ""), 3000)
    problems += _longest("callback_id", view.get("callback_id", ""), 255)
    problems += _blocks("view", view.get("blocks"), most=100)
    if kind == "modal":
        for part in ("title", "submit", "close"):
            if part in view:
                problems += _text(part, view[part], 24, kinds=("plain_text",))
        if "title" not in view:
            problems.append("a modal needs a title")
        if "submit" not in view and any(block.get("type") == "input" for block in view.get("blocks", ())):
            problems.append("a modal with inputs needs a submit button")
    return problems


def texts_of(blocks: Sequence[Json]) -> Iterator[str]:
    """Every text in `blocks`, in their order."""
    for block in blocks:
        yield from _texts(block)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        if part.get("type") in ("plain_text", "mrkdwn"):
            yield part["text"]
        else:
            for one in part.values():
                yield from _texts(one)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)


def _blocks(where: str, blocks: object, most: int) -> list[str]:
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= most:
        found = len(blocks) if isinstance(blocks, list) else type(blocks).__name__
        return [f"{where}: {found} blocks; 1 to {most} are allowed"]
    problems = []
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        problems.append(f"{where}: block ids are not unique")
    for at, block in enumerate(blocks):
        problems += _block(f"{where}[{at}]", block)
    return problems


def _block(where: str, block: Json) -> list[str]:
    check = BLOCKS.get(str(block.get("type")))
    if check is None:
        return [f"{where}: unknown block {block.get('type')!r}"]
    return [*_longest(f"{where}.block_id", block.get("block_id", ""), 255), *check(where, block)]


def _section(where: str, block: Json) -> list[str]:
    problems = _keys(where, block, "type block_id text fields accessory expand")
    if "text" in block:
        problems += _text(f"{where}.text", block["text"], 3000)
    elif "fields" not in block:
        problems.append(f"{where}: a section needs a text or fields")
    fields = block.get("fields", [])
    if len(fields) > 10:
        problems.append(f"{where}: {len(fields)} fields; 10 are allowed")
    for at, one in enumerate(fields):
        problems += _text(f"{where}.fields[{at}]", one, 2000)
    if "accessory" in block:
        problems += _element(f"{where}.accessory", block["accessory"])
    return problems


def _header(where: str, block: Json) -> list[str]:
    return [
        *_keys(where, block, "type block_id text"),
        *_text(f"{where}.text", block.get("text"), 150, ("plain_text",)),
    ]


def _divider(where: str, block: Json) -> list[str]:
    return _keys(where, block, "type block_id")


def _context(where: str, block: Json) -> list[str]:
    problems = _keys(where, block, "type block_id elements")
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 10:
        problems.append(f"{where}: {len(elements)} elements; 1 to 10 are allowed")
    for at, one in enumerate(elements):
        problems += _text(f"{where}.elements[{at}]", one, 3000)
    return problems


def _actions(where: str, block: Json) -> list[str]:
    problems = _keys(where, block, "type block_id elements")
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        problems.append(f"{where}: {len(elements)} elements; 1 to 25 are allowed")
    ids = [element.get("action_id") for element in elements]
    if len(ids) != len(set(ids)):
        problems.append(f"{where}: action ids are not unique")
    for at, one in enumerate(elements):
        problems += _element(f"{where}.elements[{at}]", one)
    return problems


def _input(where: str, block: Json) -> list[str]:
    return [
        *_keys(where, block, "type block_id label element hint optional dispatch_action"),
        *_text(f"{where}.label", block.get("label"), 2000, ("plain_text",)),
        *(_text(f"{where}.hint", block["hint"], 2000, ("plain_text",)) if "hint" in block else []),
        *_element(f"{where}.element", block.get("element", {})),
    ]


def _element(where: str, element: Json) -> list[str]:
    kind = str(element.get("type"))
    if kind not in INTERACTIVE:
        return [f"{where}: unknown element {kind!r}"]
    action_id = element.get("action_id")
    problems = [] if isinstance(action_id, str) and action_id else [f"{where}: no action_id"]
    problems += _longest(f"{where}.action_id", action_id or "", 255)
    if "placeholder" in element:
        problems += _text(f"{where}.placeholder", element["placeholder"], 150, ("plain_text",))
    return [*problems, *ELEMENTS[kind](where, element)]


def _button(where: str, element: Json) -> list[str]:
    problems = _keys(where, element, "type action_id text value url style confirm accessibility_label")
    problems += _text(f"{where}.text", element.get("text"), 75, ("plain_text",))
    problems += _longest(f"{where}.value", element.get("value", ""), 2000)
    problems += _longest(f"{where}.url", element.get("url", ""), 3000)
    if element.get("style", "primary") not in ("primary", "danger"):
        problems.append(f"{where}: style {element['style']!r}")
    return problems


def _static_select(where: str, element: Json) -> list[str]:
    problems = _keys(where, element, "type action_id placeholder options initial_option confirm focus_on_load")
    problems += _options(where, element.get("options"), most=100)
    if "initial_option" in element and element["initial_option"] not in element.get("options", []):
        problems.append(f"{where}: initial_option is none of the options")
    return problems


def _checkboxes(where: str, element: Json) -> list[str]:
    problems = _keys(where, element, "type action_id options initial_options confirm focus_on_load")
    problems += _options(where, element.get("options"), most=10)
    chosen = element.get("initial_options")
    if chosen is not None and (not chosen or any(one not in element.get("options", []) for one in chosen)):
        problems.append(f"{where}: initial_options must be some of the options")
    return problems


def _plain_text_input(where: str, element: Json) -> list[str]:
    keys = (
        "type action_id placeholder initial_value multiline min_length max_length dispatch_action_config focus_on_load"
    )
    problems = _keys(where, element, keys)
    longest = element.get("max_length", 3000)
    if not 1 <= longest <= 3000:
        problems.append(f"{where}: max_length {longest}; 1 to 3000 are allowed")
    return [*problems, *_longest(f"{where}.initial_value", element.get("initial_value", ""), longest)]


def _conversations_select(where: str, element: Json) -> list[str]:
    keys = (
        "type action_id placeholder initial_conversation default_to_current_conversation confirm response_url_enabled"
    )
    return _keys(where, element, f"{keys} filter focus_on_load")


def _options(where: str, options: object, most: int) -> list[str]:
    if not isinstance(options, list) or not 1 <= len(options) <= most:
        return [f"{where}: {len(options) if isinstance(options, list) else 'no'} options; 1 to {most} are allowed"]
    problems = []
    for at, option in enumerate(options):
        problems += _keys(f"{where}.options[{at}]", option, "text value description url")
        problems += _text(f"{where}.options[{at}].text", option.get("text"), 75, ("plain_text",))
        problems += _longest(f"{where}.options[{at}].value", option.get("value", ""), 150)
    values = [option.get("value") for option in options]
    if len(values) != len(set(values)):
        problems.append(f"{where}: values of options are not unique")
    return problems


def _text(where: str, text: object, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> list[str]:
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        return [f"{where}: a text of the type {' or '.join(kinds)} is needed"]
    problems = _keys(where, text, "type text emoji" if text["type"] == "plain_text" else "type text verbatim")
    said = text.get("text")
    if not isinstance(said, str) or not said:
        return [*problems, f"{where}: empty"]
    problems += _longest(where, said, most)
    return problems if text["type"] == "plain_text" else [*problems, *mrkdwn_problems(where, said)]


def mrkdwn_problems(where: str, text: str) -> list[str]:
    """Letters that Slack reads as its own marks must be escaped; nobody is called by <!channel> and the like."""
    rest = ESCAPED.sub("", ENTITY.sub("", text))
    # A quotation's mark at a line's beginning is meant.
    rest = re.sub(r"^> ", "", rest, flags=re.MULTILINE)
    found = sorted(set(re.findall(r"[&<>]", rest)))
    problems = [f"{where}: {' '.join(found)} not escaped in {text[:80]!r}"] if found else []
    if text.count("```") % 2:
        problems.append(f"{where}: a code block is left open")
    return problems


def _longest(where: str, text: str, most: int) -> list[str]:
    return [f"{where}: {len(text)} characters; {most} are allowed"] if len(text) > most else []


def _keys(where: str, part: Json, *allowed: str) -> list[str]:
    unknown = sorted(part.keys() - set(" ".join(allowed).split()))
    return [f"{where}: unknown {', '.join(unknown)}"] if unknown else []


BLOCKS: dict[str, Callable[[str, Json], list[str]]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "input": _input,
}
ELEMENTS: dict[str, Callable[[str, Json], list[str]]] = {
    "button": _button,
    "static_select": _static_select,
    "checkboxes": _checkboxes,
    "plain_text_input": _plain_text_input,
    "conversations_select": _conversations_select,
}
