"""Ids are hashes of content and place, so that the same input gives the same record everywhere."""

from __future__ import annotations

from hashlib import blake2b


def identify(*parts: object) -> str:
    """Return a 16-digit hexadecimal id of the parts; their boundaries count, their types do not."""
    digest = blake2b(digest_size=8)
    for part in parts:
        encoded = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()
