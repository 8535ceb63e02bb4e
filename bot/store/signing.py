"""The key with which the programme signs its papers: in a file beside the database, never in it, nor in a copy.

`DATABASE.signing` is made at the first paper, its owner's alone; a server's lies in the folder from which Yachaski is
started. Without it no paper is made, and those that are there stay good. Ed25519: https://www.rfc-editor.org/rfc/rfc8032
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bot.core.certificate import Claim, Signer
from bot.store.file_lock import beside, resolved

State = Literal["none", "broken", "alone", "copied"]
SUFFIX = ".signing"
COPIED = ".copied"
"""The file beside the key that holds the id of the one that was copied."""
SERVER = Path("yachaski.signing")
"""Where the key of a server's database lies."""


def path(database: str) -> Path:
    """Where the key of a database lies, given its address as in the settings."""
    return SERVER if "://" in database else beside(resolved(database), SUFFIX)


def signer(at: Path) -> Signer:
    """The key in that file; made where there is none. Raises OSError or ValueError where it cannot be had."""
    with suppress(FileExistsError):
        _make(at)
    return _signer(at)


def public(at: Path) -> dict[str, bytes]:
    """The public key in that file by its id; nothing where no paper was ever signed."""
    if not at.exists():
        return {}
    key = _read(at).public_key().public_bytes_raw()
    return {key_id(key): key}


def copy(at: Path, target: Path) -> str:
    """Copies the key, for its owner alone, and keeps beside it that this key has a copy; its id.

    Raises OSError or ValueError where there is no key, it cannot be read, or the target cannot be written.
    """
    (name,) = public(at) or {"": b""}
    if not name:
        raise FileNotFoundError(at)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(at.read_text(encoding="ascii"))
        file.flush()
        os.fsync(file.fileno())
    at.with_name(at.name + COPIED).write_text(f"{name}\n", encoding="ascii")
    return name


def state(at: Path) -> State:
    """Whether there is a key, it can be read, and a copy of it was made."""
    note = at.with_name(at.name + COPIED)
    try:
        keys = public(at)
        copied = note.exists() and note.read_text(encoding="ascii").strip() in keys
    except (OSError, ValueError):
        return "broken"
    return ("copied" if copied else "alone") if keys else "none"


def key_id(public_key: bytes) -> str:
    """What a paper calls the key."""
    return sha256(public_key).hexdigest()[:8]


def holds(claim: Claim, keys: Mapping[str, bytes]) -> bool:
    """Whether one of these public keys signed exactly this."""
    if claim.key not in keys:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(keys[claim.key]).verify(claim.signature, claim.payload)
    except InvalidSignature:
        return False
    return True


def _signer(at: Path) -> Signer:
    private = _read(at)
    return Signer(key_id(private.public_key().public_bytes_raw()), private.sign)


def _read(at: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(at.read_text(encoding="ascii").strip()))


def _make(at: Path) -> None:
    """A new file, whole from the moment that it has its name, and only where there is none."""
    if at.exists():
        return
    partial = at.with_name(f"{at.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(f"{Ed25519PrivateKey.generate().private_bytes_raw().hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, at)
    finally:
        partial.unlink()
