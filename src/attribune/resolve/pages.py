"""One article as resolving sees it: where its mentions stand, and which of them are sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from attribune.annotate.lexicon import GIVEN, SHORT
from attribune.annotate.residue import without_residue
from attribune.model import Annotation, Mention, Span
from attribune.resolve.authors import author_of
from attribune.resolve.bearing import source_of
from attribune.resolve.figures import OF_SEVERAL, Sight, Use, name_of, type_of
from attribune.resolve.places import StateName, state_name
from attribune.resolve.roles import Role, parse_role
from attribune.resolve.rules import Rules
from attribune.resolve.seats import seat_behind
from attribune.resolve.wordings import worded
from attribune.text import SOFT_HYPHEN

_ELECT = re.compile(r"\s-\s(elect|designate)\b")
_OBLIQUE = re.compile(
    r"\b(?:of|to|with|by|for|from|against|on|about|between|over|than|at|in|like|behind|despite|including)\s+(?:the\s+)?$"
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|inside|from|across|around|throughout|into|within|to)\s+(?:the\s+)?$", re.I
)
_OUTLET_WORD = "(?:newspaper|news agency|agency|magazine|website|broadcaster|tv|television|channel|daily|tabloid)"
_OUTLET_BEFORE = re.compile(rf"\b{_OUTLET_WORD}\s$", re.I)
_OUTLET_AFTER = re.compile(rf"\s(?:[A-Za-z]+\s)?{_OUTLET_WORD}\b")
_ENDED = re.compile(
    r"[,.;:]|['’]s\b|\s(?:said|says|has|had|have|is|was|will|would|told|did|could|may|must|warned|announced|denied|and)\b"
)
_OF_WHAT = re.compile(
    r"\s(?:(?:of|for|in|at|from|with)\s|(?=[A-Z]))[^,;:]{1,60}?(?=$|[,;:]|\s(?:who|that|which|whose)\b)"
)
_FROM = re.compile(r"\sfrom\s([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)")
_SEATED = re.compile(r"(?:\s\([RDI]-[^()]{2,16}\))?(?:,?\sand\s|,\s)")
_POSSESSIVE = frozenset(("his", "her", "their", "its"))
_LONGEST_PRONOUN = 6
_DAY = len("2024-05-26")
_MARKS = frozenset("'’")
_POSSESSED = re.compile(r" *['’]s\b")


class Page:
    """An annotated article with what is asked of it again and again, worked out once."""

    def __init__(self, annotation: Annotation, rules: Rules | None = None) -> None:
        self._rules = rules or Rules()
        self.annotation = annotation
        self.text = without_residue(annotation.article.text)
        self.article = annotation.article.id
        self.mentions = annotation.mentions
        self._mentions = [mention.span.start for mention in annotation.mentions]
        parts = sorted(part for quotation in annotation.quotations for part in quotation.parts)
        self._quotes = _Cover(parts)
        # sentences within a quotation do not count: they take no one away from whom the text speaks of
        self._sentences = [s.start for s in annotation.sentences if not self._quotes.holds(s.start)]
        self._headlines = _Cover([p.span for p in annotation.paragraphs if p.kind == "headline"])
        self.sources: dict[int, int] = {}  # the mentions that are sources, and where what they say begins
        # of each statement, the mention that its source names
        self.named_sources = [source_of(self, statement) for statement in annotation.statements]
        named = list(zip(annotation.statements, self.named_sources, strict=True))
        self._source_spans: dict[int, Span] = {}  # of the mentions that are sources, the words from first to last
        for statement, index in named:
            if index is not None and statement.source is not None:
                start, end = self._source_spans.get(index, statement.source)
                whole = Span(min(start, statement.source.start), max(end, statement.source.end))
                self._source_spans[index] = whole
                first = min(statement.content[0].start, self.mentions[index].span.start)
                self.sources[index] = min(first, self.sources.get(index, first))
        self.telling = self._before_who()  # names that are the sources of a relative clause
        said = sorted(
            (content, -1 if source is None else source) for statement, source in named for content in statement.content
        )
        self._contents = [tuple(content) for content, _ in said]
        self._content_sources = [None if source < 0 else source for _, source in said]
        self.states = self._find_states()
        self.uses = [
            self._use(i, mention)
            for i, mention in enumerate(self.mentions)
            if mention.kind == "name" and i not in self.states
        ]

    @cached_property
    def author(self) -> str | None:
        """Return who alone signed the article, None if that cannot be told."""
        return author_of(self.annotation)

    def _before_who(self) -> frozenset[int]:
        """Return the names of those who say something in a relative clause: "Ann Lee, | who warned that"."""
        relatives = (s.source for s in self.annotation.statements if s.source and self.words(s.source) == "who")
        before = ((self.last_before(who.start), who.start) for who in relatives)
        return frozenset(
            i
            for i, who in before
            if i is not None and self.mentions[i].kind == "name"
            if self.text[self.mentions[i].span.end : who] in (" ", ", ")
        )

    def words(self, span: Span) -> str:
        """Return the words of a span on one line."""
        words = self.text[span.start : span.end]
        return words if words.isalnum() else " ".join(words.split())

    def sentence(self, place: int) -> int:
        """Return the number of the sentence at a place, those within quotations not counted."""
        return bisect_right(self._sentences, place)

    def sentence_start(self, number: int) -> int:
        """Return where the sentence of a number begins; 0 before the first."""
        return self._sentences[number - 1] if number > 0 else 0

    def leads(self, place: int) -> bool:
        """Return whether a sentence begins at a place."""
        return place == self.sentence_start(self.sentence(place))

    def is_quoted(self, span: Span) -> bool:
        """Return whether a span stands within quotation marks."""
        return self._quotes.holds(span.start)

    def is_headline(self, span: Span) -> bool:
        """Return whether a span stands in the headline."""
        return self._headlines.holds(span.start)

    def is_owner(self, span: Span) -> bool:
        """Return whether a possessive mark follows: "Skell's", "Orsks' ", "Skell 's"."""
        end = span.end
        if self.text[end : end + 1] in _MARKS and self.text[end - 1 : end + 2 : 2] == "s ":
            return True
        return _POSSESSED.match(self.text, end) is not None

    def is_possessive(self, span: Span) -> bool:
        """Return whether a pronoun only says whose something is."""
        return span.end - span.start < _LONGEST_PRONOUN and self.text[span.start : span.end].lower() in _POSSESSIVE

    def form(self, span: Span) -> Literal["subject", "object", "owner"]:
        """Return the form of a pronoun for one person."""
        word = self.text[span.start : span.end].lower()
        if word in ("he", "she"):
            return "subject"
        after = self.text[span.end : span.end + 2]
        return "owner" if word == "his" or (word == "her" and after[:1] == " " and after[1:].isalnum()) else "object"

    def is_reported(self, span: Span) -> bool:
        """Return whether a span lies within what somebody else is reported to have said."""
        at = bisect_right(self._contents, (span.start, len(self.text))) - 1
        return at >= 0 and self._contents[at][1] >= span.end

    def is_oblique(self, span: Span) -> bool:
        """Return whether a preposition stands before."""
        return _OBLIQUE.search(self.text, max(0, span.start - 16), span.start) is not None

    def is_located(self, span: Span) -> bool:
        """Return whether something is said to be there, as in "in Moscow"."""
        return _LOCATIVE.search(self.text, max(0, span.start - 16), span.start) is not None

    def role(self, mention: Mention) -> Role | None:
        """Return the role that stands with a mention, and from where its bearer is: "the senator from Skell"."""
        if mention.role is None:
            return None
        home = self.home(mention)
        words = self.words(mention.role) + self._elect(mention)
        return parse_role(f"{words} from {home}" if home else words)

    def _elect(self, mention: Mention) -> str:
        """Return "-elect" where that stands behind a role, set off: "the president - elect"."""
        match = _ELECT.match(self.text, mention.role.end) if mention.role is not None else None
        return f"-{match[1]}" if match else ""

    def described_role(self, index: int) -> Role | None:
        """Return the role of a mention without a name, and as a source with all that is said of it."""
        mention = self.mentions[index]
        if mention.role is None or index not in self.sources or self.home(mention) or self._elect(mention):
            return self.role(mention)
        end = max(mention.role.end, mention.span.end)
        of_what = _OF_WHAT.match(self.text, end, self._source_spans[index].end)
        role = parse_role(self.words(Span(mention.role.start, of_what.end() if of_what else end)))
        after = index + 1
        joined = after < len(self.mentions) and self.mentions[after].kind == "role" and self._is_joined(after)
        second = self.described_role(after) if joined and after not in self.sources else None
        if role is None or second is None:
            return role  # else "the president and founder of the bank" is president of it, too
        return role._replace(narrower=role.narrower | second.narrower, of=role.of | second.of)

    def _is_joined(self, index: int) -> bool:
        """Whether "and" alone stands between a mention and the one before."""
        return self.text[self.mentions[index - 1].span.end : self.mentions[index].span.start] == " and "

    def home(self, mention: Mention) -> str | None:
        """Return the place that one described by a role is said to be from, None where none is named."""
        match = _FROM.match(self.text, mention.span.end) if mention.kind == "role" else None
        return match[1] if match else None

    def sight(self, mention: Mention) -> Sight | None:
        """Return where the role of a mention stands, and when that was published."""
        published = self.annotation.article.published
        return Sight(published[:_DAY] if published else None, self.article, mention.role) if mention.role else None

    def mentions_in(self, span: Span) -> list[int]:
        """Return the indices of the mentions that overlap a span, in order."""
        first = bisect_right(self._mentions, span.start)
        if first and self.mentions[first - 1].span.end > span.start:
            first -= 1
        last = first
        while last < len(self.mentions) and self.mentions[last].span.start < span.end:
            last += 1
        return list(range(first, last))

    def named_by(self, source: int) -> Iterator[int]:
        """Yield the names that stand behind a source in what it says, unquoted and not only to say whose a thing is."""
        for (start, end), speaking in zip(self._contents, self._content_sources, strict=True):
            for i in self.mentions_in(Span(start, end)) if speaking == source else ():
                span = self.mentions[i].span
                plain = self.mentions[i].kind == "name" and not self.is_owner(span) and not self.is_quoted(span)
                if i > source and plain:
                    yield i

    def _find_states(self) -> dict[int, StateName]:
        """Return the states that mentions name: by a place, or as a people's government."""
        found: dict[int, StateName] = {}
        for i, mention in enumerate(self.mentions):
            if mention.kind not in ("place", "name"):
                continue
            surface = self.words(mention.head)
            people, _, body = surface.rpartition(" ")
            named = (
                state_name(people if body == "government" else surface) if mention.kind == "place" or people else None
            )
            if named and (mention.kind == "place" or body == "government"):
                found[i] = named
        return found

    def described(self, index: int) -> Span:
        """Return a mention with its role, and as a source with what belongs to it: "a member of Lee's staff"."""
        mention = self.mentions[index]
        role = mention.role or mention.span
        own = Span(min(role.start, mention.span.start), max(role.end, mention.span.end))
        source = self._source_spans.get(index)
        return own if source is None else worded(self.text, own, source, several=mention.kind == "group")

    def behind(self, index: int) -> str:
        """Return the words of a source behind a mention in it."""
        end = self.mentions[index].span.end
        source = self._source_spans.get(index)
        return self.text[end : end if source is None else source.end]

    def source_around(self, span: Span) -> int | None:
        """Return the mention that is the source of the statement whose content holds a span."""
        at = bisect_right(self._contents, (span.start, len(self.text))) - 1
        return self._content_sources[at] if at >= 0 and self._contents[at][1] >= span.end else None

    def last_before(self, place: int) -> int | None:
        """Return the last mention that begins before a place."""
        index = bisect_right(self._mentions, place) - 1
        return index if index >= 0 else None

    def _use(self, index: int, mention: Mention) -> Use:
        surface = self._without_epithet(mention.head).replace(SOFT_HYPHEN, "")
        name = self._rules.one(name_of(surface))
        title = self.words(mention.role) if mention.role else None
        seat = seat_behind(self.text, mention.span.end)
        shared = title or (self._shared_title(index) if seat else None)
        role = (seat.role(shared) if seat else parse_role(shared)) if shared else None
        titled = title is not None and title.rstrip(".").lower() in SHORT
        kind = type_of(surface, name, mention.gender, role, titled=titled)
        if kind in ("unknown", "organisation") and self._is_outlet(mention.span):
            kind = "outlet"
        if kind == "unknown" and self._is_body(mention.span):
            kind = "organisation"
        gender = mention.gender
        if kind == "unknown" and mention.name_type in ("person", "organisation"):
            kind = mention.name_type
        elif kind == "unknown" and mention.name_type is not None:
            gender = "neuter"  # nobody's "he" or "she" means a place or a thing
        sight = self.sight(mention)
        second = seat.partisan() if seat else self._title_before(mention)
        return Use(index, mention.span.start, surface, name, kind, title, role, gender, sight, second)

    def _title_before(self, mention: Mention) -> Role | None:
        """Return the title of one of whom more is told behind the name: "| Rep. | Ann Lee, a Skell Democrat,"."""
        titled = mention.span.start < mention.head.start
        told_behind = mention.role is not None and mention.role.start >= mention.head.end
        return parse_role(self.text[mention.span.start : mention.head.start]) if titled and told_behind else None

    def _shared_title(self, index: int) -> str | None:
        """Return the title at the head of a list of names: that of Venn in "Sens. Ann Lee (R-Ky.) and Karl Venn"."""
        while index and self.mentions[index - 1].kind == "name":
            before = self.mentions[index - 1]
            if not _SEATED.fullmatch(self.text, before.span.end, self.mentions[index].span.start):
                return None
            if before.role is not None:
                title = self.words(before.role)
                return title if OF_SEVERAL.search(title) else None
            index -= 1
        return None

    def _without_epithet(self, head: Span) -> str:
        """Return the words of a name; what somebody quoted puts before a full one is none of it: "Sleepy | Ann Lee"."""
        words = self.words(head)
        parts = words.split()
        given = [part.lower() in GIVEN for part in parts[:2]]
        return " ".join(parts[1:]) if len(parts) > 2 and given == [False, True] and self.is_quoted(head) else words

    def _is_body(self, span: Span) -> bool:
        """Return whether an article stands before a name that is no one's plan or house: "the Compact said"."""
        the = self.text[max(0, span.start - 4) : span.start].lower() == "the "
        return the and _ENDED.match(self.text, span.end) is not None

    def _is_outlet(self, span: Span) -> bool:
        """Return whether a name stands beside the word for an outlet."""
        after = _OUTLET_AFTER.match(self.text, span.end)
        return after is not None or _OUTLET_BEFORE.search(self.text, max(0, span.start - 14), span.start) is not None


class _Cover:
    """Spans in order, to ask which places they hold."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def holds(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and self._spans[at].end > place
