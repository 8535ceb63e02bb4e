"""Meta's own description of a message, and what of a request does not fit it.

`shapes.json` are the schemas of five kinds of messages out of Meta's OpenAPI description (v23.0, MIT, as
`shapes.LICENSE` says), without their prose, and without the pattern of a button's index: it refuses the 0 of Meta's own
examples. It is older than business-scoped ids: `recipient` stands for its `to`, and what is tracked is ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SHAPES: Json = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
KINDS = {kind: f"{kind.title()}Message" for kind in ("text", "interactive", "template", "image", "document")}


def unfit(message: Json) -> list[str]:
    """What Meta's description has against the message."""
    known = {name: value for name, value in message.items() if name != "biz_opaque_callback_data"}
    if "recipient" in known:
        known["to"] = known.pop("recipient")
    return list(_wrong(known, SHAPES[KINDS[message["type"]]], message["type"]))


def _whole(schema: Json) -> Json:
    """The schema that it refers to, and what is put together of several, as one."""
    if "$ref" in schema:
        return _whole(SHAPES[schema["$ref"].rpartition("/")[2]])
    parts = [_whole(part) for part in schema.get("allOf", [])]
    if not parts:
        return schema
    properties = {name: one for part in parts for name, one in part.get("properties", {}).items()}
    required = [name for part in parts for name in part.get("required", [])]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _wrong(value: Any, given: Json, where: str) -> Iterator[str]:
    schema = _whole(given)
    if "oneOf" in schema:
        if all(list(_wrong(value, one, where)) for one in schema["oneOf"]):
            yield f"{where}: none of its kinds"
    elif isinstance(value, dict):
        yield from _wrong_object(value, schema, where)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{where}: {len(value)} items"
        for place, one in enumerate(value):
            yield from _wrong(one, schema.get("items", {}), f"{where}[{place}]")
    elif isinstance(value, str):
        if len(value) > schema.get("maxLength", len(value)) or value not in schema.get("enum", [value]):
            yield f"{where}: {value[:40]!r}"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{where}: not like {schema['pattern']}"


def _wrong_object(value: Json, schema: Json, where: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{where}: lacks {name}" for name in schema.get("required", []) if name not in value)
    for name, one in value.items():
        if name in properties:
            yield from _wrong(one, properties[name], f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{where}: does not know {name}"
