"""A legislator's party and state, as American papers put them behind a name: "Sen. Ann Lee (R-Ky.)"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attribune.data import rows
from attribune.resolve.roles import Role, parse_role

_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_BEHIND = re.compile(r",?\s\(?([RDI])-\s?((?:[A-Z][A-Za-z]*\.?\s?){1,2})")


class Seat(NamedTuple):
    """Of which party and for which state somebody sits."""

    party: str
    state: str

    def role(self, title: str) -> Role | None:
        """Return the role of a title, narrowed by party and state: of "Sen." that of a Kentucky Republican one."""
        return parse_role(f"{self.state} {self.party} {title}")

    def partisan(self) -> Role | None:
        """Return the role as which texts speak of a member: "the Kentucky Republican"."""
        return parse_role(f"{self.state} {self.party}")


def seat_behind(text: str, end: int) -> Seat | None:
    """Return the party and state that stand behind a name which ends at an offset, None where none do."""
    match = _BEHIND.match(text, end)
    state = _states().get(match[2].strip(" .").replace(" ", "")) if match else None
    return Seat(_PARTIES[match[1]], state) if match and state else None


@cache
def _states() -> dict[str, str]:
    """Return the states by their names and short forms, without blanks and points at the end."""
    found = {}
    for name, short in rows("us_states.txt"):
        for form in (name.replace(" ", ""), *short.split()):
            found[form.rstrip(".")] = name
    return found
