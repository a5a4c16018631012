"""As much made-up coverage as a test needs: events in places that are not, by outlets that are not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]

OUTLETS = ("Harbour Post", "The Quay", "Upland Gazette", "Radio Tessel", "Ferry Times", "North Sound Wire")
TOWNS = ("Aldmouth", "Brackwater", "Corveth", "Dunmarrow", "Eskholm", "Farrowby", "Gullane Bay", "Hexley", "Ironhithe")
GIVEN = ("Mira", "Tobias", "Ilse", "Ruben", "Petra", "Anselm", "Katrin", "Jonas")
SURNAMES = ("Olsander", "Quarrington", "Velmer", "Tarskold", "Brinnegan", "Hollvik", "Castellane")
THINGS = (
    ("bridge", "closed", "rust in the cables", "ferry owners"),
    ("library", "moved", "damp in the cellar", "volunteers"),
    ("tramway", "extended", "a new depot", "drivers"),
    ("reservoir", "drained", "cracks in the wall", "engineers"),
    ("market hall", "rebuilt", "last winter's fire", "traders"),
)


def event(number: int, *, outlets: int = len(OUTLETS)) -> list[Row]:
    """Return the coverage of one event, a row of JSON lines for each outlet, in varying words."""
    town = TOWNS[number % len(TOWNS)]
    thing, done, cause, folk = THINGS[number % len(THINGS)]
    mayor = f"{GIVEN[number % len(GIVEN)]} {SURNAMES[number % len(SURNAMES)]}"
    surname = mayor.split()[1]
    critic = f"{GIVEN[(number + 3) % len(GIVEN)]} {SURNAMES[(number + 2) % len(SURNAMES)]}"
    day = (date(2031, 1, 6) + timedelta(weeks=number)).isoformat()
    said = f"the {thing} of {town} will be {done} before the winter, and not one {folk[:-1]} will pay for it"
    openings = (
        f"Mayor {mayor} of {town} said on Monday that the {thing} will be {done} because of {cause}.",
        f"The {thing} of {town} is to be {done}, Mayor {mayor} announced. The reason is {cause}.",
        f"{town} has its quarrel over the {thing}, which is to be {done} after {cause} came to light.",
    )
    remarks = (
        f"“{said[0].upper()}{said[1:]},” {surname} said.",
        f"“The {thing} of {town} will be {done} before the winter,” {surname} told {OUTLETS[number % 6]}.",
        f"{surname} promised that {said}.",
    )
    replies = (
        f"“This is the most careless plan in {number + 20} years,” said {critic}, who speaks for the {folk}.",
        f"{critic}, a spokesperson for the {folk}, called it “the most careless plan” in years.",
        f"The {folk} were not asked, according to {critic}.",
    )
    return [
        {
            "outlet": outlet,
            "url": f"https://{outlet.lower().replace(' ', '-')}.example/{day}/{number}",
            "published": day,
            "title": f"{town} {thing} to be {done}",
            "text": "\n\n".join(
                (openings[(place + number) % 3], remarks[place % 3], replies[(place + 1) % 3], f"By noon {place} came.")
            ),
        }
        for place, outlet in enumerate(OUTLETS[:outlets])
    ]


def coverage(events: int, *, outlets: int = len(OUTLETS)) -> list[Row]:
    """Return the coverage of several events."""
    return [row for number in range(events) for row in event(number, outlets=outlets)]


def write(path: Path, rows: Iterable[Row]) -> Path:
    """Write rows as JSON lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path
