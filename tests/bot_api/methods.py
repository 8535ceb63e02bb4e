"""The methods of the Bot API that this project calls, each with the rules that Telegram keeps."""

import struct
from collections.abc import Callable
from typing import Any

from tests.bot_api.chats import Chat
from tests.bot_api.entities import units
from tests.bot_api.record import Call, Json, Refusal, Upload, bad
from tests.bot_api.rules import ANSWER_UNITS, caption, commands, message_text, reply_markup, secret_token
from tests.bot_api.world import LINK_SECONDS, World

PHOTO_BYTES = 10 << 20  # https://core.telegram.org/bots/api#sending-files
DOCUMENT_BYTES = 50 << 20
DOWNLOAD_BYTES = 20 << 20  # https://core.telegram.org/bots/api#getfile
DELETED_WITHIN_SECONDS = 48 * 3600  # https://core.telegram.org/bots/api#deletemessage
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


# --- Speaking ---


def send_message(world: World, call: Call) -> Json:
    content = {**message_text(call), **reply_markup(call)}
    return _deliver(world, call, content)


def send_photo(world: World, call: Call) -> Json:
    content = {**caption(call), **reply_markup(call)}
    upload = _upload(world, call, "photo", PHOTO_BYTES)
    if not upload.data.startswith(_IMAGES):
        raise bad("IMAGE_PROCESS_FAILED")
    is_png = upload.data.startswith(_IMAGES[0]) and len(upload.data) >= 24
    width, height = struct.unpack(">II", upload.data[16:24]) if is_png else (90, 90)
    photo = {**world.keep(upload.data, "photos/photo.jpg"), "width": width, "height": height}
    return _deliver(world, call, {"photo": [photo], **content}, upload.data)


def send_document(world: World, call: Call) -> Json:
    content = {**caption(call), **reply_markup(call)}
    upload = _upload(world, call, "document", DOCUMENT_BYTES)
    document = {**world.keep(upload.data, f"documents/{upload.name}"), "file_name": upload.name}
    return _deliver(world, call, {"document": document, **content}, upload.data)


def edit_message_text(world: World, call: Call) -> Json:
    content = {**message_text(call), **reply_markup(call, inline_only=True)}
    chat, message = _to_edit(world, call)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    edited = _edit(world, call, message, {"text", "entities", "reply_markup"}, content)
    chat.shows(edited["text"])
    return edited


def edit_message_reply_markup(world: World, call: Call) -> Json:
    content = reply_markup(call, inline_only=True)
    _, message = _to_edit(world, call)
    return _edit(world, call, message, {"reply_markup"}, content)


def delete_messages(world: World, call: Call) -> bool:
    """Whatever is there goes, of whomever it is in a private chat; one older than two days is refused."""
    chat = world.chat(call)
    numbers = [int(number) for number in call.document("message_ids") or []]
    there = [chat.messages[number] for number in numbers if number in chat.messages]
    if any(world.clock() - message["date"] > DELETED_WITHIN_SECONDS for message in there):
        raise bad("message can't be deleted")
    for number in numbers:
        chat.messages.pop(number, None)
    return True


def _deliver(world: World, call: Call, content: Json, file: bytes | None = None) -> Json:
    """A new message, once the chat, flood control and the person allow it."""
    chat = world.chat(call)
    reply = call.document("reply_parameters") or {}
    replied_to = int(reply.get("message_id", 0) or call.integer("reply_to_message_id"))
    if replied_to and replied_to not in chat.messages and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    world.flood.admit(chat.id)
    chat.admits_bot()
    message = chat.write(world.bot, content)
    chat.shows(str(message.get("text", message.get("caption", ""))))
    world.accept(call, message, file)
    return message


def _to_edit(world: World, call: Call) -> tuple[Chat, Json]:
    chat = world.chat(call)
    number = call.integer("message_id")
    if not number:
        raise bad("message identifier is not specified")
    return chat, chat.own(number)


def _edit(world: World, call: Call, message: Json, replaced: set[str], content: Json) -> Json:
    """Puts the new content in the place of the old, unless they are the same."""
    if {name: message[name] for name in replaced if name in message} == content:
        raise bad(NOT_MODIFIED)
    world.flood.admit(message["chat"]["id"], edit=True)
    world.chats[message["chat"]["id"]].admits_bot()
    for name in replaced:
        message.pop(name, None)
    message.update(content, edit_date=int(world.clock()))
    world.accept(call, message)
    return message


def _upload(world: World, call: Call, name: str, most_bytes: int) -> Upload:
    """The file itself: a part of the body, named or attached, or one that Telegram has already."""
    value = call.params.get(name)
    upload = call.files.get(str(value).removeprefix("attach://")) if value else call.files.get(name)
    if upload is None and value in world.files:
        kept = world.files[str(value)]
        upload = Upload(kept.path.partition("-")[2], kept.data)
    if upload is None:
        raise bad("wrong file identifier specified" if value else f"there is no {name} in the request")
    if not upload.data:
        raise bad("file must be non-empty")
    if len(upload.data) > most_bytes:
        raise Refusal(413, "Request Entity Too Large")
    return upload


# --- Hearing ---


async def get_updates(world: World, call: Call) -> list[Json]:
    if world.webhook.url:
        raise Refusal(409, WEBHOOK_IS_SET)
    limit = call.integer("limit", 100)
    timeout = min(max(call.integer("timeout"), 0), 50)
    world.updates.allow(call.document("allowed_updates"))
    world.updates.confirm(call.integer("offset"))
    return await world.updates.poll(limit if 1 <= limit <= 100 else 100, timeout, world.sleep)


async def set_webhook(world: World, call: Call) -> bool:
    """http is taken as well, as a Bot API server of one's own takes it."""
    url, secret = call.text("url"), secret_token(call)
    if url and not url.startswith(("https://", "http://")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if call.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.allow(call.document("allowed_updates"))
    world.updates.displace("terminated by setWebhook request")
    await world.webhook.set(url, secret, call.integer("max_connections", 40))
    return True


async def delete_webhook(world: World, call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        world.updates.clear()
    await world.webhook.set("", "")
    return True


def get_webhook_info(world: World, call: Call) -> Json:
    return world.webhook.describe()


def answer_callback_query(world: World, call: Call) -> bool:
    query = call.text("callback_query_id")
    asked = world.queries.pop(query, None)
    if asked is None or world.clock() - asked > world.query_seconds:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if units(call.text("text")) > ANSWER_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    world.answers.append({"callback_query_id": query, "text": call.text("text")})
    return True


def get_file(world: World, call: Call) -> Json:
    file_id = call.text("file_id")
    kept = world.files.get(file_id)
    if kept is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(kept.data) > DOWNLOAD_BYTES:
        raise bad("file is too big")
    kept.link_until = world.clock() + LINK_SECONDS
    unique = file_id.replace("file", "unique")
    return {
        "file_id": file_id, "file_unique_id": unique, "file_size": len(kept.data), "file_path": kept.path,
    }  # fmt: skip


# --- About the bot ---


def get_me(world: World, call: Call) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def set_my_commands(world: World, call: Call) -> bool:
    world.commands[_scope(call)] = commands(call)
    return True


def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop(_scope(call), None)
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.commands.get(_scope(call), [])


def set_my_description(world: World, call: Call) -> bool:
    world.descriptions["description"] = _short(call.text("description"), 512)
    return True


def get_my_description(world: World, call: Call) -> Json:
    return {"description": world.descriptions.get("description", "")}


def set_my_short_description(world: World, call: Call) -> bool:
    world.descriptions["short"] = _short(call.text("short_description"), 120)
    return True


def get_my_short_description(world: World, call: Call) -> Json:
    return {"short_description": world.descriptions.get("short", "")}


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise bad("description is too long")
    return text


def _scope(call: Call) -> tuple[str, str]:
    scope = call.document("scope") or {}
    return str(scope.get("type", "default")), call.text("language_code")


SPEAKING: dict[str, Callable[[World, Call], Any]] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
METHODS: dict[str, Callable[[World, Call], Any]] = {
    **SPEAKING,
    "deleteMessages": delete_messages,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
}
