"""Which phrases with the form of a date are meant as one, and which are names or numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.dates.patterns import leading
from hkgraph.extraction.dates.tense import verb_of
from hkgraph.extraction.lexicon import words
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from hkgraph.extraction.dates.patterns import Phrase
    from hkgraph.extraction.reading import Reading

_INDEFINITE = frozenset({"a", "an", "each", "every", "any", "some", "most", "one"})
_COUNTING = frozenset(
    {"to", "about", "some", "than", "least", "nearly", "almost", "around", "only"}
)
_SURE = frozenset({"in", "since", "during", "by", "until", "from", "as"})
_CLOSES_YEARS = re.compile(r"\bfrom (?:1[89]|20)\d\d (?:to|until) $")
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_OUT_OF_STORY = frozenset({BlockKind.BYLINE})


def is_date(reading: Reading, phrase: Phrase) -> bool:
    """Leave out bylines, names, and numbers that only look like years."""
    block = reading.block_at(phrase.start)
    if block is not None and block.kind in _OUT_OF_STORY:
        return False
    check = _CHECKS.get(phrase.form)
    return check is None or check(reading, phrase)


def _is_no_name(reading: Reading, phrase: Phrase) -> bool:
    """Leave out a month or a season in the name of a person or a body: "May said"."""
    return reading.tokens(phrase.start, phrase.end)[-1].ent_type_ not in {"PERSON", "ORG"}


def _tells_a_day(reading: Reading, phrase: Phrase) -> bool:
    """Leave out what a day names rather than dates ("the June 4 vigil")."""
    following = _following(reading.tokens(phrase.start, phrase.end)[-1])
    if "year" in phrase.parts or following is None:
        return True
    return following.lemma_.lower() not in words("recurring-day-nouns")


def _is_year(reading: Reading, phrase: Phrase) -> bool:
    """Tell a year from a number: the model sees a date, or a preposition of time leads to it."""
    token = reading.tokens(phrase.start, phrase.end)[0]
    following = _following(token)
    if following is not None and following.lower_ in {"per", "percent", "people", "hours"}:
        return False
    previous = token.nbor(-1) if token.i > 0 else None
    if previous is not None and previous.text in words("dated-works"):
        return False
    if previous is not None and previous.lower_ in _COUNTING and token.dep_ == "nummod":
        return False
    if token.ent_type_ in {"DATE", "EVENT"}:
        return True
    if _CLOSES_YEARS.search(reading.article.text, max(0, token.idx - 20), token.idx):
        return True
    lead = leading(reading.article.text, token.idx)
    sure = lead is not None and lead.words.split()[0] in _SURE
    counted = following is not None and following.tag_ == "NNS" and token.dep_ == "nummod"
    return (sure and not counted) or _tells_which(previous, following)


def _tells_which(previous: Token | None, following: Token | None) -> bool:
    """Say whether a number tells which of several is meant, as a year does: "its 2000 merger"."""
    if previous is None or following is None:
        return False
    return previous.dep_ in {"det", "poss"} and following.tag_ == "NN"


def _is_today(reading: Reading, phrase: Phrase) -> bool:
    """Leave out names ("A Better Tomorrow") and "Today, he runs it", which means nowadays."""
    tokens = reading.tokens(phrase.start, phrase.end)
    first, following = tokens[0], _following(tokens[-1])
    if not first.is_title:
        return True
    if first.i > first.sent.start and first.nbor(-1).is_alpha:
        return False
    verb = verb_of(reading, phrase.start, phrase.end)
    is_now = verb is not None and verb.tag_ in {"VBZ", "VBP"}
    return not (is_now and following is not None and following.text == ",")


def _is_weekday(reading: Reading, phrase: Phrase) -> bool:
    """Leave out "Black Friday", "the Sunday Times", "every Monday" and "a Sunday in January"."""
    tokens = reading.tokens(phrase.start, phrase.end)
    first, following = tokens[0], _following(tokens[-1])
    previous = first.nbor(-1) if first.i > 0 else None
    titles = words("weekday-titles")
    if {t.text for t in (previous, following) if t is not None} & titles:
        return False
    if _is_named_after(first, previous, following):
        return False
    if previous is None or previous.lower_ not in _INDEFINITE:
        return True
    is_modifier = following is not None and following.pos_ == "NOUN"
    return is_modifier and following is not None and following.lower_ not in _DAY_PARTS


def _is_named_after(first: Token, previous: Token | None, following: Token | None) -> bool:
    """Say whether a weekday opens a name ("to Sunday Readers", "Friday Circle, a club")."""
    if following is None or following.pos_ != "PROPN" or not following.text[:1].isupper():
        return False
    leads = previous is not None and previous.lower_ in {"on", "by", "until", "from", "since"}
    told = previous is not None and previous.pos_ in {"VERB", "AUX"}
    is_part = first.dep_ == "compound" and first.head.i > first.i
    return is_part and not leads and not told


def _following(token: Token) -> Token | None:
    return token.nbor() if token.i + 1 < len(token.doc) else None


_CHECKS: dict[str, Callable[[Reading, Phrase], bool]] = {
    "year": _is_year,
    "bare month": _is_no_name,
    "bare season": _is_no_name,
    "day": _is_today,
    "weekday": _is_weekday,
    "month day": _tells_a_day,
    "day month": _tells_a_day,
}
