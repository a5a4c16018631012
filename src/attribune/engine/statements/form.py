"""What a statement is, and how several are put into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Statement:
    """One SELECT by the name of the table that it gives; ``reads`` are the tables it is over."""

    name: str
    reads: tuple[str, ...]
    sql: str

    def given(self, **numbers: float | str) -> Statement:
        """Return the statement with the numbers and names it depends on filled in; others given are passed over."""
        return replace(self, sql=self.sql.format_map(numbers))


def composed(statements: Iterable[Statement], *, order: str) -> str:
    """Return one statement that gives the rows of the last of ``statements``, in order, the others being its steps."""
    *steps, last = statements
    named = ",\n".join(f"{step.name} AS ({step.sql})" for step in steps)
    return f"{f'WITH {named}' if steps else ''}\nSELECT * FROM ({last.sql}) AS {last.name} ORDER BY {order}"
