"""Whose a statement is: the figure that its source names, describes or refers to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attribune.annotate.lexicon import GIVEN
from attribune.annotate.posts import ACCOUNT
from attribune.model import ActorType, Mention, Span, Statement
from attribune.resolve.bearing import is_apposed, is_called_body, is_of_body, is_of_owned, is_owned_role
from attribune.resolve.cast import ENOUGH, NOBODY, Link
from attribune.resolve.documents import of_document, of_document_before, of_signer
from attribune.resolve.figures import best_name, name_of
from attribune.resolve.generic import kind_called
from attribune.resolve.nouns import kind_of_phrase
from attribune.resolve.pages import Page
from attribune.resolve.reading import CALLED, GOES_ON, NAMELESS, PLACE, Reading
from attribune.resolve.side_by_side import both, several
from attribune.text import normalise

_FIRST_PERSON = re.compile(r"(?:i|we|me|us|you|my|our)\b", re.I)
_THING = re.compile(r"(?:it|this|that|there|what|nobody|no one|none|nothing)\b", re.I)
_RELATIVE = re.compile(r"(?:who|which|that|whom)\b(?:\s(?:has|have|had))?", re.I)
_OF_A_THING = re.compile(r"(?:which|that)\b.*", re.I)
_BESIDE_RELATIVE = re.compile(r"[”\"’]?\s?,?\s(?:[-–—]+\s)?(?:(?:however|meanwhile|though|too),\s)?|\s?[-–—]+\s?")
_PEOPLE_BEFORE = re.compile(
    r"((?:\b(?:an?|the|some|many|several|most|other|few|two|three|[A-Z][\w’'-]*)\s)*\b[A-Za-z]+)[”\"’]?,?\s(?:[-–—]+\s)?$"
)
_OF_WHO, _OF_WHICH = ("group", "person"), ("organisation",)  # the nameless ones that these take up
_REACH = 80  # code points before "who" in which its noun is looked for
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|Esq\.?)")  # "Ann Lee, Jr."
_TIE = re.compile(r"\b(?:of|for|from|in|with|to)\s")
_THROUGH = re.compile(r"\b(?:by|from|in|at)\s+(?:the\s+)?$")
_IN_OWNED = re.compile(r"\b(?:from|in|at)\s[A-Z][\w.-]*\s?['’]s\s$")  # "children in Skell's | South Side"
_LOCATED = re.compile(r"\b(?:in|at|from)\s+$")  # "the largest paper in Orvik" is not Orvik
# a letter that somebody passed on is not that one's word
_HANDED = re.compile(r"\b(?:obtained|released|reviewed|seen|shared|viewed)\s(?:[a-z]+ly\s)?by\s+(?:the\s+)?$")
_ABOUT = re.compile(r"\b(?:on|about|to)\s+(?:the\s+)?$", re.I)
_OF = re.compile(
    r"(?<!office )\b(?:of|for|with|among|like|such as|neither|opposing|representing|supporting)\s+(?:the\s+)?$", re.I
)
# what others do to who is the subject: "Amsel was accused of", "Dorn, seen as"; "is convinced" is the subject's own
_DONE = (
    "accused|advised|alleged|asked|believed|blamed|called|charged|cited|considered|convicted|credited|criticized|criticised"
    "|deemed|described|dubbed|expected|grilled|hailed|informed|instructed|known|labeled|labelled|lauded|mentioned|notified"
    "|offered|ordered|perceived|praised|pressed|questioned|quizzed|regarded|reminded|reported|rumored|rumoured|said|seen"
    "|sentenced|suspected|thought|told|urged|viewed|warned"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s|also\s|often\s)?(?:{_DONE})\b(?!\s+by)", re.I
)
_PARTICIPLE = re.compile(r"(?:also\s|often\s|[a-z]+ly\s)?(?:expected|known|regarded|rumou?red|seen|viewed)\b(?!\s+by)")
_INCLUDED = re.compile(r"(?:including|such as)\b")  # who is only one of several, of whom it is said
_JOINED = re.compile(r"\b(?:and|but|though|yet)(?:\s+(?:also|then|later|instead|even|[a-z]+ly))?\s+$")
_JOINING = re.compile(r"(?:and|but|though|yet)\s")
_NEAR = 40  # code points before a verb in which "and" is looked for
_SHARED = 0.8
_APPOSED = 0.85  # "a spokesman for the board, Ann Lee": one might be the head of the board
_COMMA = re.compile(r"\s*,\s*")
_UNMENTIONED = 0.6
_BY_AUTHOR = 0.75  # "I" may also be the one who wrote a post or an answer that is set off without marks
_TRAILING = re.compile(r"\s+(?:who|whose|that|which|whom)$")
_THE_BODY = re.compile(r"(?:the (?=\w)|(?=police$))(\w+)\b", re.I)
_HIGH_COURT = re.compile(r"the (?:nation[’']s )?(?:high|highest|top) court", re.I)
# "the Skell inquiry", "Lee's car": what the source is about is no name, and no word for who or what speaks
_OF_ITS_NOUN = re.compile(r"(?:[’']s?)? [a-z]+(?: [a-z]+){0,2}(?=$|[,.;:])")
# what one says or does oneself
_SPOKEN = re.compile(
    r"\b(?:accounts?|answers?|appeals?|arguments?|articles?|books?|calls?|claims?|comments?|columns?|criticisms?|decisions?"
    r"|declarations?|dissents?|essays?|interviews?|letters?|memoirs?|messages?|notes?|op-eds?|opinions?|orders?|plans?|pleas?|posts?"
    r"|promises?|proposals?|questions?|quotes?|refusals?|remarks|repl(?:y|ies)|requests?|responses?|speech(?:es)?"
    r"|statements?|stories|story|testimony|thoughts?|threats?|tweets?|vows?|views?|voice|warnings?|words?|writings?)\b",
    re.I,
)
_GIVEN = re.compile(r"([A-Z][a-z]+)\s")
_HANDLE = re.compile(r"@\w+|(?=\w*\d)(?=\w*[a-z])[A-Za-z]\w+")  # of an account: "harbour31"
# "administration | officials", "the mayor's | critics", but "messages | her lawyer sent", "the bill | Republicans"
_MODIFIED = re.compile(r"the\s|(?:(?!an?\s|[a-z]+s\s|the\s[^’']*$)[\w&-]+(?:[’']s?)?\s){1,5}", re.I)
_GLUED = re.compile(r"\b(?!the|an?|most|some|all|many)[a-z]+\s$")
_DETERMINED = re.compile(r"(?:an?|any|his|her|its|one|some|that|the|their|these|this|those)\s", re.I)
_BLANKS = re.compile(r"\s+")  # as many as what a page's links left in a source
_LEAD, _FAR = 16, 40  # code points before a name: an article and an adjective, and what is much more than that
_TITLED = re.compile(r"[\"“'‘]$")  # before the name of a work: the "Harbour Lights" star
_TITLE_ENDS = re.compile(r",?[\"”'’]\s[a-z]")
_OFFICE = re.compile(
    r"\sof\s[a-z]+['’]s?\s(?:campaign|department|office|staff|team)\b"
)  # "the secretary | of state's office"
_OFFICE_FOR = re.compile(r"\b[Oo]ffice\sfor\s[^,;:]*$")  # "the Attorney's Office for Orr's | Harbour District"
_COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Dr)\b\.?\s")
_OF_ONE = re.compile(r"(?:an?|the|another|one)\s[^,;:]*\s", re.I)
_OF_A_BODY = re.compile(
    r"['’]s?\s(?:[a-z]+\s)?(?:administration|campaign|company|department|firm|office|staff|team)\s[a-z]+$"
)
_LISTED_BEHIND = re.compile(r"(?:,(?:\s[a-z-]+){1,3}){0,4},?\sand(?:\s[a-z-]+){1,3}")
_LISTED_BEFORE = re.compile(r".*(?:s|men|people),?\sand\s")
_ISSUED = re.compile(r"\s(?:news |press )?(?:announcement|communiqu[eé]|filing|letter|memo|release|report|statement)")
_BODYS = re.compile(rf"(the \w+)['’]s{_ISSUED.pattern}", re.I)  # "the newspaper's statement"
_ARTICLE = re.compile(r"(?:(?:an?|the|another)\s)?(?:[a-z]+\s)?", re.I)
_SOME_OF = re.compile(r"(?:few|many|most|other|several|some|three|two)\s(?:[a-z]+\s){0,2}", re.I)  # "some | Skellites"
_WITH_ANOTHER = re.compile(r"(?:\s(?:and|or)\s(?:the\s)?|/)[A-Z][\w’'.-]*\s")
_BILL = re.compile(r"\s(?:[a-z]+\s)?(?:act|bill|budget|law|legislation|measure|resolution)")  # says it, not the House
_INCLUDING = re.compile(r"((?:[\w’'-]+\s){0,4}[\w’'-]+),?\sincluding\s")
_BODY = ("organisation", "outlet", "state", "unknown")
_OWNED = 3  # code points of a possessive mark and a blank


def link_statement(reading: Reading, statement: Statement, index: int | None) -> Link:
    """Return whose a statement is, *index* the mention that its source names.

    A source that names no one becomes a nameless figure of the article.
    """
    span = statement.source
    page = reading.page
    if span is None or _is_told_of(page.text, statement):
        return NOBODY
    unseen = index is None and statement.kind == "direct" and span.start >= statement.content[-1].end
    if statement.cue is None and (unseen or page.text.startswith(ACCOUNT, span.end)):
        return _signed(reading, span, index)
    joint = _those_including(reading, span) or several(reading, span)
    if joint is not None:
        return joint
    signer = of_signer(reading, span)
    if signer.figure is not None and signer.confidence >= ENOUGH:
        return signer
    if index is None:
        return _unmentioned(reading, statement, page.words(span))
    link = reading.links.get(index, NOBODY)
    if page.mentions[index].span.end <= span.start:
        return link  # the name before a role, or the one that a surname takes up
    return _of_mention(reading, span, index, link)


def _those_including(reading: Reading, span: Span) -> Link | None:
    """Return those of whom a source names some: "| many |, including Ann Lee"."""
    named = _INCLUDING.match(reading.page.words(span))
    if named is None or kind_of_phrase(named[1]) != "group":
        return None
    return Link(reading.unnamed(named[1], "group"), _UNMENTIONED, NAMELESS)


def _signed(reading: Reading, span: Span, index: int | None) -> Link:
    """Return whose a post or quotation is that this name signs; that of an account need not look like a name."""
    page = reading.page
    if index is not None:
        mention, link = page.mentions[index], reading.links.get(index, NOBODY)
        whole = mention.span.start <= span.start and mention.head.end == span.end  # "Women For Cohen" is not Cohen
        if whole and mention.kind == "name" and link.figure is not None:
            return link
    return Link(reading.unnamed(page.words(span), "unknown"), _APPOSED, "signature")


def _of_mention(reading: Reading, span: Span, index: int, link: Link) -> Link:
    """Return whose a source is that has the mention of this index in it, ``link`` being the mention's."""
    page = reading.page
    mention = page.mentions[index]
    words = page.words(span)
    before, after = page.text[span.start : mention.span.start], page.text[mention.span.end : span.end]
    kind = "organisation" if _OFFICE.match(after) else kind_of_phrase(words)
    stands_so = (is_apposed, is_owned_role, is_of_body, is_called_body)
    if _is_issued(link, before, after) or any(so(page, span, mention) for so in stands_so):
        return link if mention.kind == "role" else link.weakened(_APPOSED)
    if _is_namesake(page, mention, link, before):
        return NOBODY
    possessed = page.is_possessive(mention.span) and (before or kind in ("group", "organisation"))
    if possessed or (_TITLED.search(before) and _TITLE_ENDS.match(after)):
        whose = words if before else _with_owner(reading, link, words, after)
        return Link(reading.unnamed(whose, kind), _UNMENTIONED, NAMELESS) if kind else NOBODY
    if page.is_possessive(mention.span) and kind is None and after and _SPOKEN.search(after) is None:
        return NOBODY  # "his annual physicals", but "his remarks"
    whole = _kind_of_whole(reading, index, link, kind, before, after)
    if whole is not None:
        return Link(reading.unnamed(words, whole), _UNMENTIONED, NAMELESS)
    about = _ABOUT.search(before) is not None
    if about and kind is None:
        return NOBODY
    owned = page.is_owner(mention.span) and len(after) > _OWNED and kind in ("group", "organisation", "person")
    joined = kind == "organisation" and " and " in before  # "Orsk's council and Venn Police"
    owned |= any(of_it.match(after) for of_it in (_OFFICE, _OF_A_BODY)) or is_of_owned(page, mention)
    located = _LOCATED.search(before) is not None and (mention.kind == "place" or index in page.states)
    if owned or about or joined or located or _hangs_on(before, kind):
        one: ActorType = "person" if mention.kind == "role" else "group"
        return Link(reading.unnamed(words, kind or one), _UNMENTIONED, NAMELESS)
    if _is_of_its_noun(mention, kind, after) or (link.evidence == PLACE and (before or after)):
        return NOBODY
    if _is_of_two_bodies(mention, link, after):
        return Link(reading.unnamed(words, kind or "group"), _UNMENTIONED, NAMELESS)
    return _as_worded(reading, span, index, link)


def _with_owner(reading: Reading, owner: Link, words: str, after: str) -> str:
    """Return "Ann Lee's office" for the "his office" of somebody named, "Lee's office" if the text has called it so."""
    figure = owner.figure
    if figure is None or figure.article is not None or owner.confidence < ENOUGH:
        return words
    name = best_name(figure)
    short = f"{name.split()[-1]}'s{after}"
    return short if name_of(short) in reading.nameless else f"{name}'s{after}"


def _is_of_its_noun(mention: Mention, kind: ActorType | None, after: str) -> bool:
    """Whether a source is something that a name only tells from others of its kind: "the Skell inquiry"."""
    if mention.kind == "name" and _BILL.fullmatch(after):
        return True
    return kind is None and mention.kind in ("name", "place") and _OF_ITS_NOUN.match(after) is not None


def _is_of_two_bodies(mention: Mention, link: Link, after: str) -> bool:
    """Whether a body that a source names is but the first of two: "a poll by | Skell Radio | and Orvik TV"."""
    body = link.figure is not None and link.figure.type in _BODY
    return mention.kind == "name" and body and _WITH_ANOTHER.match(after) is not None


def _as_worded(reading: Reading, span: Span, index: int, link: Link) -> Link:
    """Return a nameless figure under all its words, and no others: "administration | officials", "ones | officials"."""
    page, mention = reading.page, reading.page.mentions[index]
    before = page.text[span.start : mention.span.start]
    lead = len(_BLANKS.sub(" ", before))
    near = link if lead < _LEAD else link.weakened(0.7 if lead < _FAR else 0.5)
    if link.evidence != NAMELESS or link.figure is None or mention.kind == "name":
        return near
    glued = _GLUED.search(page.text, mention.span.start, span.start) is not None
    if not glued and (_MODIFIED.fullmatch(before) is None or _DETERMINED.match(page.text, mention.span.start)):
        return near
    wording = page.text[span.start : page.described(index).end]
    return Link(reading.unnamed(wording, link.figure.type), link.confidence, NAMELESS)


def _is_issued(link: Link, before: str, after: str) -> bool:
    """Whether a source is what a body put out: "a | Harbour Board | statement"."""
    body = link.figure is not None and link.figure.type in ("organisation", "outlet", "state")
    return body and _ISSUED.fullmatch(after) is not None and _ARTICLE.fullmatch(before) is not None


def _kind_of_whole(
    reading: Reading, index: int, link: Link, kind: ActorType | None, before: str, after: str
) -> ActorType | None:
    """Return what a source is as a whole that a mention in it only describes: "a police | report"."""
    mention, figure = reading.page.mentions[index], link.figure
    of_a_people = reading.page.words(mention.head).endswith("s") and mention.role is None and not after
    if of_a_people and mention.kind == "name" and _SOME_OF.fullmatch(before):
        return "group"
    listed = _LISTED_BEFORE.match(before) or _LISTED_BEHIND.fullmatch(after)
    if kind == "group" == mention.kind and listed and _TIE.search(before) is None:
        return kind
    if kind is None or GOES_ON.match(after) is None:
        return None
    if kind == "person" and figure is not None and figure.type == "organisation" and _OF_ONE.match(before):
        return kind  # "the captain and fellow Guild | member"
    chance = figure is not None and reading.is_chance(index, mention, figure)
    if kind == "unknown" and (mention.kind == "group" or chance):
        return kind
    several = kind in ("group", "organisation") or index in reading.page.states
    return kind if several and mention.role is None else None


def _hangs_on(before: str, kind: ActorType | None) -> bool:
    """Whether a mention behind these words of a source only says whose or through whom: "officials at | Skell"."""
    through = _THROUGH.search(before) is not None and kind != "unknown"
    through |= _IN_OWNED.search(before) is not None and kind == "group"
    through |= _OFFICE_FOR.search(before) is not None
    return through or _OF.search(before) is not None or _HANDED.search(before) is not None


def _is_namesake(page: Page, mention: Mention, link: Link, before: str) -> bool:
    """Whether another given name stands before a surname than that of whom the surname alone would mean."""
    given = _GIVEN.fullmatch(before) if mention.kind == "name" and link.evidence.startswith("surname") else None
    if given is None or link.figure is None or " " in page.words(mention.head):
        return False
    name = normalise(given[1])
    return name in GIVEN and name not in link.figure.founder


def speaking_bodies(page: Page) -> list[tuple[int, str]]:
    """Return where bodies without a name of their own speak, and their words: "Skell's fire service"."""
    found = []
    for statement, index in zip(page.annotation.statements, page.named_sources, strict=True):
        span = statement.source
        if span is not None and (index is None or page.is_owner(page.mentions[index].span)):
            owner = _BODYS.fullmatch(page.words(span))
            words = page.words(span) if owner is None else owner[1]
            body = kind_called(words) or kind_of_phrase(words) == "organisation"
            if body and not _is_told_of(page.text, statement):
                found.append((span.start, words))
    return sorted(found)


def carried(reading: Reading, statements: Sequence[Statement], links: Sequence[Link]) -> list[Link]:
    """Return the links, with those of statements without a source whose verb shares the subject of the one before it.

    "Amsel said no and described Dorn as a friend": who described him is Amsel. Both are in one tense, for else
    the second may be a noun: "Amsel blamed the crew amid a strike and fears that". The links are the statements'.
    """
    page, found = reading.page, list(links)
    spoken = sorted(
        (s.cue.start, i) for i, s in enumerate(statements) if s.cue and s.source and s.source.end <= s.cue.start
    )
    for i, statement in enumerate(statements):
        cue = statement.cue
        if cue is None or statement.source is not None or page.is_quoted(cue):
            continue
        joined = _JOINED.search(page.text, max(0, cue.start - _NEAR), cue.start) or _JOINING.match(page.text, cue.start)
        if not joined:
            continue
        before = bisect_left(spoken, (cue.start, -1)) - 1
        same = before >= 0 and page.sentence(spoken[before][0]) == page.sentence(cue.start)
        own = statements[spoken[before][1]].cue if same else None
        if own is not None and _in_one_tense(page.text, own, cue):
            found[i] = links[spoken[before][1]].weakened(_SHARED)._replace(evidence="subject of the verb before")
    return found


def _in_one_tense(text: str, earlier: Span, later: Span) -> bool:
    """Return whether two cues both end like "says" or both do not, for else the second may be the noun "fears"."""
    in_s = [text.endswith("s", *cue) and not text.endswith("ss", *cue) for cue in (earlier, later)]
    return in_s[0] == in_s[1] or (in_s[1] and text.startswith("is ", *earlier))  # "is wary of it and insists"


def _is_told_of(text: str, statement: Statement) -> bool:
    """Return whether the source is told what the cue says, or it is said of them: "Amsel, expected to run"."""
    source, cue = statement.source, statement.cue
    if source is not None and _INCLUDED.match(text, source.start):
        return True
    if source is None or cue is None or cue.start < source.end or statement.kind == "direct":
        return False
    if _PASSIVE.search(text, cue.start, cue.end):
        return True
    beside = "," not in text[source.start : source.end] and _COMMA.fullmatch(text, source.end, cue.start)
    return bool(beside and _PARTICIPLE.match(text, cue.start, cue.end))


def _unmentioned(reading: Reading, statement: Statement, words: str) -> Link:
    assert statement.source is not None
    place = statement.source.start
    if _RELATIVE.fullmatch(words) or _SUFFIX.fullmatch(words):
        return _antecedent(reading, place, of_a_thing=_OF_A_THING.fullmatch(words) is not None)
    two = both(reading, place, words)
    if two is not None:
        return two
    the_body = _THE_BODY.match(words)
    named = reading.called("court" if _HIGH_COURT.fullmatch(words) else the_body[1], place) if the_body else None
    if named is not None:
        return named
    document = of_document(reading, place, words)
    if document.figure is not None:
        return document
    heard = reading.heard.get(place)
    if heard is not None:
        return heard
    kind = kind_of_phrase(words)
    so_named = reading.named(_COURTESY.sub("", words)) if kind is None else None
    if so_named is not None:
        return Link(so_named, CALLED, "so named elsewhere")
    if kind is None and _HANDLE.fullmatch(words):
        kind = "unknown"
    if words == "I":
        return _author(reading, statement.source)
    if kind is None or _FIRST_PERSON.match(words) or _THING.match(words):
        return NOBODY
    return Link(reading.unnamed(_TRAILING.sub("", words), kind), _UNMENTIONED, NAMELESS)


def _author(reading: Reading, span: Span) -> Link:
    """Return who wrote the article for an "I" that nobody else is said to say."""
    page = reading.page
    name = None if page.is_quoted(span) or page.is_reported(span) else page.author
    if name is None:
        return NOBODY
    return Link(reading.named(name) or reading.unnamed(name, "person"), _BY_AUTHOR, "author of the article")


def _antecedent(reading: Reading, place: int, *, of_a_thing: bool) -> Link:
    """Return the mention that a relative pronoun at ``place`` takes up, if one stands right before it.

    One for things takes up no person: in "a letter to Amsel that said" she did not say it.
    """
    page = reading.page
    index = page.last_before(place)
    if index is None or _BESIDE_RELATIVE.fullmatch(page.text, page.mentions[index].span.end, place) is None:
        document = of_document_before(reading, place) if of_a_thing else NOBODY
        return document if document.figure is not None else _nameless_before(reading, place, of_a_thing=of_a_thing)
    link = reading.links.get(index, NOBODY)
    if link.figure is None:
        return _nameless_before(reading, place, of_a_thing=of_a_thing)
    return NOBODY if of_a_thing and link.figure.type == "person" else link.weakened(0.95)


def _nameless_before(reading: Reading, place: int, *, of_a_thing: bool) -> Link:
    """Return the nameless ones that a relative pronoun at ``place`` takes up: "among | supporters, who thought"."""
    text = reading.page.text
    before = _PEOPLE_BEFORE.search(text, max(0, place - _REACH), place)
    kind = kind_of_phrase(before[1]) if before else None
    if before is None or kind is None or kind not in (_OF_WHICH if of_a_thing else _OF_WHO):
        return NOBODY
    return Link(reading.unnamed(before[1], kind), _UNMENTIONED, NAMELESS)
