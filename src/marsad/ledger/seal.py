"""Seals: Ed25519 signatures (RFC 8032) of the chain's head. A seal kept elsewhere shows a rewritten chain."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from sqlalchemy import Connection, func, insert, select

from marsad.ledger.chain import GENESIS, Appender, Clock
from marsad.ledger.codec import canonical
from marsad.ledger.schema import chain, seals
from marsad.records import LedgerError

_CONTEXT = b"marsad seal 1\n"  # so that a signature made for something else never counts as a seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """At `at`, row `seq` of the chain had the hash `head`. key, signature: Ed25519, hexadecimal."""

    seq: int
    head: str
    at: str
    key: str
    signature: str

    def to_json(self) -> str:
        return canonical(asdict(self)).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Seal:
        """Raises LedgerError where the text is not a seal."""
        try:
            row: Mapping[str, object] = orjson.loads(text)
            seal = cls(**{name: row[name] for name in cls.__slots__})  # type: ignore[arg-type]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise LedgerError("not a seal", advice="Give the line of JSON that `marsad seal` printed.") from error
        if canonical(asdict(seal)) != (text.encode() if isinstance(text, str) else text).strip():
            raise LedgerError(
                "not a seal as it was written", advice="Give the line of JSON that `marsad seal` printed."
            )
        return seal

    def genuine(self) -> bool:
        """Whether the signature is the key's, over just these values."""
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), _signed(self.seq, self.head, self.at))
        except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
            return False
        return True


def put(connection: Connection, key: Ed25519PrivateKey, clock: Clock) -> Seal:
    """Seals the head, inside a write transaction. Raises LedgerError for an empty ledger."""
    row = connection.execute(select(chain.c.seq, chain.c.hash).order_by(chain.c.seq.desc()).limit(1)).first()
    seq, head = row or (0, GENESIS)
    if not seq:
        raise LedgerError("an empty ledger has nothing to seal", advice="`marsad read PATH` fills it.")
    at = Appender(connection, clock).next_recorded_at()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    seal = Seal(seq=seq, head=head, at=at, key=public, signature=key.sign(_signed(seq, head, at)).hex())
    number = (connection.execute(select(func.max(seals.c.id))).scalar() or 0) + 1
    connection.execute(insert(seals), {"id": number, "seal": seal.to_json().encode()})
    return seal


def load_or_make_key(path: Path) -> Ed25519PrivateKey:
    """The key at `path` (PEM, PKCS 8); a new one, readable by its owner only, where there is none."""
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        return _make_key(path)
    except OSError as error:
        raise LedgerError(f"cannot read the key ({error.strerror})", where=str(path)) from error
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise LedgerError(
            "this is not a key that Marsad made", where=str(path), advice="Name another with --key."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerError("this is not an Ed25519 key", where=str(path), advice="Name another with --key.")
    return key


def _make_key(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f"{path.name}.{os.getpid()}")  # whole or not there: a half key would seal nothing
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:  # another process was quicker
        return load_or_make_key(path)
    except OSError as error:
        raise LedgerError(f"cannot write the key ({error.strerror})", where=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
    return key


def _signed(seq: int, head: str, at: str) -> bytes:
    return _CONTEXT + canonical([seq, head, at])
