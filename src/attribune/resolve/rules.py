"""What a person has said of the actors of a dossier, made ready for resolving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribune.model import Actor, ActorCorrection
from attribune.resolve.figures import Name, name_of

NAMELESS = "#"  # before the id of an actor without a name


class Rules:
    """Which names are one actor's, which are not, and by which name an actor goes.

    Merging is transitive, since it is a person who says it; the first name given stands for the others. A later
    correction comes before an earlier one.
    """

    def __init__(self, corrections: Sequence[ActorCorrection] = ()) -> None:
        self._root: dict[str, str] = {}
        self._apart: set[tuple[str, str]] = set()
        self._names: dict[str, str] = {}
        for correction in corrections:
            keys = [key_of(name) for name in correction.names]
            if correction.kind == "merge":
                self._join(keys)
            elif correction.kind == "split":
                self._apart |= {pair for other in keys[1:] for pair in ((keys[0], other), (other, keys[0]))}
            else:
                self._names[keys[0]] = correction.names[1]

    def __bool__(self) -> bool:
        return bool(self._root or self._apart or self._names)

    def _join(self, keys: Sequence[str]) -> None:
        roots = [self.root(key) for key in keys]
        first = next((root for root in roots if not root.startswith(NAMELESS)), roots[0])
        for key in {*keys, *roots}:
            self._root[key] = first
        for key, root in self._root.items():
            if root in roots:
                self._root[key] = first

    def root(self, key: str) -> str:
        """Return the one of the names merged with this one that stands for all of them."""
        return self._root.get(key, key)

    def one(self, name: Name) -> Name:
        """Return the name that stands for this one, itself if it was merged with none."""
        if not self._root:
            return name
        root = self.root(" ".join(name))
        return name if root.startswith(NAMELESS) else tuple(root.split())

    def name_of(self, actor: Actor) -> Name:
        """Return the name by which an actor is to be known, which is empty for one without a name."""
        if actor.article is None:
            return self.one(name_of(actor.name))
        root = self.root(NAMELESS + actor.id)
        return () if root.startswith(NAMELESS) else tuple(root.split())

    def apart(self, a: str, b: str) -> bool:
        """Return whether two names were said to be those of two actors."""
        return (a, b) in self._apart

    def called(self, keys: Iterable[str]) -> str | None:
        """Return the name that one who bears these names goes by, if a person has said so."""
        found = {key: self._names[key] for key in keys if key in self._names}
        return found[min(found)] if found else None


def key_of(name: str) -> str:
    """Return the normal form of a name, as corrections are compared by it; that of a nameless actor is as it is."""
    return name if name.startswith(NAMELESS) else " ".join(name_of(name))
