"""Ids are hashes of content and place, so that the same input gives the same record everywhere."""

from __future__ import annotations

from hashlib import blake2b


def number(*parts: object) -> int:
    """Return a signed number of 64 bits of the parts: what engines join on, for their own hashes differ.

    >>> number("Harbour Post", "Sign up here.") == number("Harbour Post", "Sign up here.")
    True
    """
    return int.from_bytes(_digest(parts), "big", signed=True)


def identify(*parts: object) -> str:
    """Return a 16-digit hexadecimal id of the parts; their boundaries count, their types do not."""
    return _digest(parts).hex()


def _digest(parts: tuple[object, ...]) -> bytes:
    digest = blake2b(digest_size=8)
    for part in parts:
        encoded = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.digest()
