"""The papers that a learner takes home: what one says, and the bytes that are signed; pure.

Signed is compact JSON: `[1, key id, name, course, site, date, kind, number]`. No mark, no hours, no identity document.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Kind = Literal["passed", "took_part"]
EDITION = 1
NUMBER_LENGTH = 8
SIGNATURE_BYTES = 64


class Signer(Struct, frozen=True):
    """The programme's key by its id, and what signs with it: the same bytes always give the same signature."""

    key: str
    sign: Callable[[bytes], bytes]


class Certificate(Struct, frozen=True):
    """One paper. `site` is as the paper says it, `issued_on` a local date in ISO form."""

    number: str
    kind: str
    name: str
    course: str
    site: str
    issued_on: str

    def payload(self, key: str) -> bytes:
        """The bytes that are signed."""
        said = [EDITION, key, self.name, self.course, self.site, self.issued_on, self.kind, self.number]
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


class PaperDue(Struct, frozen=True):
    """A paper that a learner may have today, as it would be issued."""

    learner: str
    paper: Certificate


class Claim(Struct, frozen=True):
    """What stands in a code or behind a link, believed only after `signature` was checked against the key `key`."""

    key: str
    certificate: Certificate
    signature: bytes
    payload: bytes


def number(letters: str) -> str:
    """A paper's number as it is read aloud: `7KQ2-M4TD`."""
    return f"{letters[:4]}-{letters[4:NUMBER_LENGTH]}".upper()


def sealed(certificate: Certificate, signer: Signer) -> str:
    """What the code on the paper holds after `#`."""
    payload = certificate.payload(signer.key)
    return base64.urlsafe_b64encode(signer.sign(payload) + payload).decode().rstrip("=")


def unsealed(text: str) -> Claim | None:
    """What a sealed text says, whoever signed it; None where it is none, or a link that ends with one is broken."""
    code = text.strip().rpartition("#")[2]
    try:
        data = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
        edition, key, *said = json.loads(data[SIGNATURE_BYTES:])
    except (binascii.Error, ValueError, TypeError):
        return None
    if edition != EDITION or [type(one) for one in (key, *said)] != [str] * 7:
        return None
    name, course, site, day, of_kind, paper = said
    certificate = Certificate(paper, of_kind, name, course, site, day)
    return Claim(key, certificate, data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:])
