"""What may be said: lengths, keyboards, commands. Pure: a call in, a message's content or a refusal out.

Source of every limit: https://core.telegram.org/bots/api, at the method or type of that name.
"""

import re
from typing import Any

from tests.bot_api.entities import parse, units
from tests.bot_api.record import Call, Json, bad

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
CALLBACK_BYTES = 64
KEYBOARD_BUTTONS = 100  # not in the reference; the error is REPLY_MARKUP_TOO_LONG
ANSWER_UNITS = 200
_NOT_ACTIONS = {"text", "style", "icon_custom_emoji_id"}


def message_text(call: Call) -> Json:
    """Text and entities of a message, 1 to 4096 units after entities parsing."""
    text, entities = _formatted(call, "text", "entities")
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT_UNITS:
        raise bad("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption(call: Call) -> Json:
    """Caption and entities of a file, 0 to 1024 units after entities parsing."""
    text, entities = _formatted(call, "caption", "caption_entities")
    if units(text) > CAPTION_UNITS:
        raise bad("message caption is too long")
    content = {"caption": text, "caption_entities": entities}
    return {name: value for name, value in content.items() if value}


def _formatted(call: Call, name: str, entities_name: str) -> tuple[str, list[Json]]:
    mode = call.text("parse_mode")
    given = call.document(entities_name)
    text, entities = parse(call.text(name), mode)
    if mode or given is None:
        return text, entities
    if not isinstance(given, list):
        raise bad("can't parse entities: expected an Array")
    return text, given


def reply_markup(call: Call, *, inline_only: bool = False) -> Json:
    """The keyboard under a message, as {"reply_markup": ...}; empty where there is none to show."""
    markup = call.document("reply_markup")
    if markup is None:
        return {}
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [[_inline_button(button) for button in row] for row in _rows(markup["inline_keyboard"])]
        if sum(map(len, rows)) > KEYBOARD_BUTTONS:
            raise bad("REPLY_MARKUP_TOO_LONG")
        return {"reply_markup": {"inline_keyboard": rows}} if any(rows) else {}
    if inline_only:
        raise bad("inline keyboard expected")
    for row in _rows(markup.get("keyboard", [])):
        if not all(_label(button) for button in row):
            raise bad("keyboard button text must be non-empty")
    return {}


def _rows(keyboard: Any) -> list[list[Any]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad("can't parse keyboard: expected an Array of Arrays of buttons")
    return keyboard


def _label(button: Any) -> str:
    label = button.get("text") if isinstance(button, dict) else button
    return label.strip() if isinstance(label, str) else ""


def _inline_button(button: Any) -> Json:
    """A button with a label and exactly one thing that it does."""
    refuse = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad(refuse + "expected an Object")
    if not isinstance(button.get("text"), str):
        raise bad(refuse + 'Field "text" must be of type String')
    if not _label(button):
        raise bad("BUTTON_TEXT_INVALID")
    actions = [name for name in button if name not in _NOT_ACTIONS]
    data = button.get("callback_data", "-")
    if not actions or data == "":
        raise bad(refuse + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(refuse + "exactly one of the optional fields must be used")
    if not isinstance(data, str):
        raise bad(refuse + 'Field "callback_data" must be of type String')
    if len(data.encode()) > CALLBACK_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if not re.match(r"(https?|tg)://\S+$", button.get("url", "https://x")):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def labels(message: Json) -> list[str]:
    """The labels of the inline keyboard under a message, row after row."""
    return [str(button["text"]) for button in inline_buttons(message)]


def inline_buttons(message: Json) -> list[Json]:
    """The buttons of the inline keyboard under a message, row after row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def commands(call: Call) -> list[Json]:
    """The menu of commands: at most 100, names of 1 to 32, descriptions of 1 to 256."""
    given = call.document("commands")
    if not isinstance(given, list) or not all(isinstance(command, dict) for command in given):
        raise bad("can't parse commands: expected an Array of BotCommand")
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in given:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", "")).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", "")).strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return given


def secret_token(call: Call) -> str:
    """The webhook's secret: at most 256 of A-Z, a-z, 0-9, _ and -."""
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    return secret
