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
_SURE = frozenset({"in", "since", "during", "by", "until", "from", "as", "between"})
_CLOSES_YEARS = re.compile(r"\bfrom (?:1[89]|20)\d\d (?:to|until) $")
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
#: What tells a whole day by itself, as credits print it.
_WHOLE_DAYS = frozenset({"iso", "slashes", "chinese", "month day", "day month"})
#: Words before a month, a season or a day of the year that make it one of many.
_ORDINALS = frozenset({"first", "second", "third", "last", "next", "only", "each", "every", "any"})
_BEFORE_SEASONS = frozenset({"in", "since", "by", "until", "early", "late", "during", "before"})


def is_date(reading: Reading, phrase: Phrase) -> bool:
    """Leave out what credits tell but their day, names, and numbers that only look like years."""
    block = reading.block_at(phrase.start)
    if block is not None and block.kind is BlockKind.BYLINE:
        return phrase.form in _WHOLE_DAYS and "year" in phrase.parts
    check = _CHECKS.get(phrase.form)
    return check is None or check(reading, phrase)


def _is_no_name(reading: Reading, phrase: Phrase) -> bool:
    """Leave out a month or a season in the name of a person or a body: "May said"."""
    return reading.tokens(phrase.start, phrase.end)[-1].ent_type_ not in {"PERSON", "ORG"}


def _is_season(reading: Reading, phrase: Phrase) -> bool:
    """Leave out names, and "the spring of his life"."""
    behind = reading.article.text[phrase.end : phrase.end + len(" of ")]
    return behind.split() != ["of"] and _is_no_name(reading, phrase)


def _is_autumn(reading: Reading, phrase: Phrase) -> bool:
    """Tell "in the fall of 2018" from what falls."""
    first = reading.tokens(phrase.start, phrase.end)[0]
    before = reading.doc[max(first.sent.start, first.i - 2) : first.i]
    words_before = [t.lower_ for t in before if t.lower_ != "the"]
    return bool(words_before) and words_before[-1] in _BEFORE_SEASONS


def _is_that_month(reading: Reading, phrase: Phrase) -> bool:
    """Leave out "said that May …" and "that March on the city"."""
    return reading.tokens(phrase.start, phrase.end)[-1].ent_type_ == "DATE"


def _is_feast(reading: Reading, phrase: Phrase) -> bool:
    """Leave out what a feast names ("a Christmas Day service") and those of other lands."""
    tokens = reading.tokens(phrase.start, phrase.end)
    first, following = tokens[0], _following(tokens[-1])
    previous = first.nbor(-1) if first.i > first.sent.start else None
    names_noun = following is not None and following.pos_ in {"NOUN", "PROPN"}
    owned = previous is not None and (previous.tag_ == "POS" or previous.pos_ in {"PROPN", "ADJ"})
    is_one = previous is not None and previous.lower_ in _ORDINALS | _INDEFINITE
    return not (names_noun or owned or is_one)


def _is_of_figures(reading: Reading, phrase: Phrase) -> bool:
    """Tell the first half of a firm's year from that of a match."""
    sentence = reading.sentence_at(phrase.start)
    figures = words("business-figures")
    return any(t.text == "%" or t.lemma_.lower() in figures for t in sentence)


def tells_which_of_several(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a month tells which thing is meant: "the court's October deadline"."""
    tokens = reading.tokens(phrase.start, phrase.end)
    first, following = tokens[0], _following(tokens[-1])
    previous = first.nbor(-1) if first.i > first.sent.start else None
    is_noun = following is not None and following.pos_ == "NOUN"
    return (
        is_noun
        and tokens[-1].dep_ in {"compound", "nmod", "npadvmod", "amod"}
        and previous is not None
        and (previous.dep_ in {"det", "poss", "case"} and previous.lower_ not in _INDEFINITE)
    )


def _tells_a_day(reading: Reading, phrase: Phrase) -> bool:
    """Leave out what a day names rather than dates: "the June 4 vigil", "the first July 1"."""
    tokens = reading.tokens(phrase.start, phrase.end)
    first, following = tokens[0], _following(tokens[-1])
    if "year" in phrase.parts:
        return True
    if first.i > first.sent.start and first.nbor(-1).lower_ in _ORDINALS:
        return False
    if following is None:
        return True
    return following.lemma_.lower() not in words("recurring-day-nouns")


def _is_year(reading: Reading, phrase: Phrase) -> bool:
    """Tell a year from a number: the model sees a date, or a preposition of time leads to it."""
    token = reading.tokens(phrase.start, phrase.end)[0]
    following = _following(token)
    if following is not None and following.lower_ in {"per", "percent", "people", "hours"}:
        return False
    previous = token.nbor(-1) if token.i > 0 else None
    if previous is not None and previous.text in words("dated-works") | words("numbered-things"):
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
    if previous.dep_ in {"det", "poss"}:
        return following.tag_ == "NN"
    # "The landmark 2023 ruling": one thing is not counted.
    is_described = previous.dep_ in {"amod", "compound"} and previous.head == following
    is_one = following.tag_ == "NN" and following.lower_ not in words("measure-nouns")
    return is_described and is_one


def _is_today(reading: Reading, phrase: Phrase) -> bool:
    """Leave out names ("A Better Tomorrow"), and what means nowadays or some day.

    "Today, he runs it", "today's Hong Kong", "a better tomorrow"; in a quotation, the day is that
    of saying, which the text may not tell.
    """
    tokens = reading.tokens(phrase.start, phrase.end)
    first, following = tokens[0], _following(tokens[-1])
    if _is_quoted(reading, phrase.start) or _is_some_day(first, following):
        return False
    if not first.is_title:
        return True
    if first.i > first.sent.start and first.nbor(-1).is_alpha:
        return False
    verb = verb_of(reading, phrase.start, phrase.end)
    is_now = verb is not None and verb.tag_ in {"VBZ", "VBP"}
    return not (is_now and following is not None and following.text == ",")


def _is_quoted(reading: Reading, offset: int) -> bool:
    """Say whether a place stands in quotation marks that its paragraph opens."""
    block = reading.block_at(offset)
    before = reading.article.text[block.start if block else 0 : offset]
    is_open = before.count("“") > before.count("”")
    return is_open or before.count('"') % 2 == 1


def _is_some_day(first: Token, following: Token | None) -> bool:
    """Say whether a day stands for the times: "a better tomorrow", "today's Hong Kong"."""
    previous = first.nbor(-1) if first.i > first.sent.start else None
    if previous is not None and previous.pos_ == "ADJ" and previous.head == first:
        return True
    owns = following is not None and following.tag_ == "POS"
    owned = _following(following) if owns and following is not None else None
    return owned is not None and owned.pos_ == "PROPN"


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
    if previous is not None and previous.lower_ in {"first", "second", "third", "fourth"}:
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
    "bare season": _is_season,
    "fall": _is_autumn,
    "that month": _is_that_month,
    "feast": _is_feast,
    "half": _is_of_figures,
    "day": _is_today,
    "weekday": _is_weekday,
    "month day": _tells_a_day,
    "day month": _tells_a_day,
}
