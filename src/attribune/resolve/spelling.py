"""When two written names can be one person's: short forms, initials, transliterations, slips of the pen."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from attribune.annotate.lexicon import GIVEN
from attribune.data import lines

GENERATIONS = frozenset("jr sr ii iii iv".split())
# letters and groups that transliterations into English spell in several ways
_SOUNDS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"sch|sh|sz"), "s"),
    (re.compile(r"tch|cz|tsch"), "ch"),
    (re.compile(r"kh|ck|q|x"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"^ie"), "e"),
    (re.compile(r"i[ei]+|e?i+"), "i"),
)
_VOWELS = re.compile(r"(?<=.)[aeiou]")
_CLOSE = 0.93


def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines("nicknames.txt")):
        for form in line.split():
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


_FAMILIES = _families()


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return a word's letters without what transliterations differ in: "zelensky" and "zelenskyy" are one."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=16384)
def frame(word: str) -> str:
    """Return the consonants of a word as ``sound`` has them: "vladimir" and "volodymyr", "oleg" and "oleh" are one."""
    return _VOWELS.sub("", sound(word)).replace("h", "g")


@lru_cache(maxsize=16384)
def bare(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without "Jr." and the like."""
    return name[:-1] if len(name) > 1 and name[-1] in GENERATIONS else name


def same_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two sequences of given names can be one person's; an empty one agrees with everything."""
    if not a or not b:
        return True
    if len(a) > 1 and len(b) > 1 and a[0] == b[0] and a[1][0] != b[1][0] and {len(a[1]), len(b[1])} & {1, 2}:
        return False  # George W. and George H. W.
    if len(a[0]) == 1 < len(a) and len(b[0]) > 1:
        a = a[1:] if a[1] == b[0] else a  # W. Mark and Mark
    if len(b[0]) == 1 < len(b) and len(a[0]) > 1:
        b = b[1:] if b[1] == a[0] else b
    first, second = a[0], b[0]
    if first == second or "".join(a) == "".join(b):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if _FAMILIES.get(first, frozenset()) & _FAMILIES.get(second, frozenset()):
        return True
    return frame(first) == frame(second) and len(frame(first)) > 2


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two full names, as normal forms of their words, can be spellings of one person's name."""
    if a == b:
        return True
    if a[len(bare(a)) :] != b[len(bare(b)) :]:
        return False  # father and son
    a, b = bare(a), bare(b)
    if _ends_with(a, b) or _ends_with(b, a):
        return True
    if sound(a[-1]) == sound(b[-1]):
        return same_given(a[:-1], b[:-1])
    # a slip in the surname is believed only beside the very same given name
    return a[0] == b[0] and len(a[0]) > 2 and min(len(a[-1]), len(b[-1])) > 4 and close(a[-1], b[-1])


def _ends_with(whole: tuple[str, ...], surnames: tuple[str, ...]) -> bool:
    """Return whether one name is the other without its given name: two surnames, and no given name before them."""
    size = len(surnames)
    return 1 < size < len(whole) and whole[-size:] == surnames and surnames[0] not in GIVEN and len(surnames[0]) > 1


def close(a: str, b: str) -> bool:
    """Return whether two words differ so little that one may be a slip for the other."""
    return bool(JaroWinkler.similarity(sound(a), sound(b)) >= _CLOSE)
