"""Days of the deed that a person is dealt with for: "jailed for taking part in it on July 1"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import DateMention

_LINKS = frozenset({"for", "of", "with", "over", "to"})
#: A day of these weeks is that of the news: "arrested over a march on Sunday".
_NEWS = timedelta(days=14)


def is_day_of_deed(reading: Reading, mention: DateMention, verb: Token) -> bool:
    """Say whether an old day behind a verb such as "jailed" is that of the deed named between."""
    if verb.lemma_ not in words("dealing-verbs") or not is_old_day(reading, mention):
        return False
    first = reading.tokens(mention.span.start, mention.span.end)[0]
    between = verb.doc[verb.i + 1 : max(verb.i + 1, first.i)]
    link = next((token.i for token in between if token.lower_ in _LINKS), None)
    return link is not None and any(_is_deed(token) for token in between if token.i > link)


def is_old_day(reading: Reading, mention: DateMention) -> bool:
    """Say whether a date is one day, told long after it.

    A month or a year behind such words is mostly that of the court: "convicted of it in 2021".
    """
    day, today = mention.time.not_before, reading.article.published_day
    if day is None or not edtf.is_day(mention.time):
        return False
    return today is None or today - day > _NEWS


def _is_deed(token: Token) -> bool:
    is_gerund = token.tag_ == "VBG" or (token.pos_ == "NOUN" and token.lower_.endswith("ing"))
    return is_gerund or token.lemma_.lower() in words("deed-occasions")
