"""Names that stand in one list, however the parser took the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.model import MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading

_AGE = r"(?:,?\s+(?:both\s+|each\s+|aged\s+)*\d{1,2}\b|\s*\(\d{1,2}\))"
_BRACKET = r"(?:\s*\([^)]*\))?"
_FROM = r"(?:\s+(?:of|from)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s*)+)?"
_JOINT = r"(?:,?\s+and\s+(?:also\s+)?|[,;]\s+(?:and\s+)?)"
#: What stands between two names of one list.
_IN_LIST = re.compile(
    rf"{_BRACKET}{_FROM}(?:(?:,?\s+and|,)\s+(?:the\s+)?"
    r"|,?\s+and\s+(?:an?|the|its|their|his|her)\s+(?:[a-z-]+\s+){0,4}[a-z-]+,?\s+)"
)
#: The same with an age behind the name ("Ho, 31, a nurse, and clerk Lam").
_AGED = re.compile(
    rf"{_BRACKET}{_AGE}{_BRACKET}(?P<tail>(?:,\s+(?:an?|the|former)\s[^,;.]{{2,90}})?)"
    rf"{_JOINT}(?:the\s+)?(?P<title>(?:[a-z][\w’'-]*\s+){{0,6}})"
)
#: The same with a description behind the name, which only "and" ends ("Ho, a nurse, and Lam").
_DESCRIBED = re.compile(
    rf"{_BRACKET},\s+(?:an?|the|former)\s[^,;.]{{2,90}}(?:,\s+and|;(?:\s+and)?)\s+(?:the\s+)?"
    r"(?P<title>(?:[a-z][\w’'-]*\s+){0,6})"
)
_TITLED = re.compile(rf"{_BRACKET}{_JOINT}(?:the\s+)?(?P<title>(?:[a-z][\w’'-]*\s+){{1,6}})")
_CLOSING = re.compile(r"\band\b")
_TITLE_LISTS = ("role-titles", "role-nouns", "occupations", "person-nouns", "people-nouns")


def listed_with(reading: Reading, mention: DraftMention) -> list[DraftMention]:
    """Give the names that follow a name in the list that it stands in; none if it is in none.

    Where the parser takes only the last name for the subject of a plural verb, all of them count.
    """
    found = next((group for group in name_lists(reading, mention) if mention in group), [])
    if not found:
        return []
    if mention == found[-1] and _heads_plural(reading, mention):
        return found[:-1]
    return found[found.index(mention) + 1 :]


def _heads_plural(reading: Reading, mention: DraftMention) -> bool:
    noun = reading.tokens(mention.start, mention.end).root
    beside = {c.lower_ for c in (noun.head, *noun.head.children)}
    return noun.dep_ in {"nsubj", "nsubjpass"} and bool(beside & {"were", "are", "have", "each"})


def name_lists(reading: Reading, near: DraftMention) -> Iterator[list[DraftMention]]:
    """Iterate over the lists of names, of the kind of one name, in its sentence."""
    sentence = reading.sentence_at(near.start)
    inside = reading.mentions_in(sentence.start_char, sentence.end_char)
    names = [m for m in inside if m.form is MentionForm.NAME and m.kind is near.kind]
    yield from _lists(reading.article.text, _outermost(names))


def _outermost(names: list[DraftMention]) -> list[DraftMention]:
    found: list[DraftMention] = []
    for mention in names:
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _lists(text: str, names: list[DraftMention]) -> Iterator[list[DraftMention]]:
    """Part the names of a sentence into lists that "and" closes."""
    current: list[DraftMention] = []
    before = ""
    is_closed = False
    for mention in names:
        gap = text[current[-1].end : mention.start] if current else ""
        goes_on = bool(current) and is_in_list(gap) and (not is_closed or _reopens(before, gap))
        before = gap
        if not goes_on:
            if is_closed:
                yield current
            current, is_closed = [mention], False
            continue
        is_closed = is_closed or _CLOSING.search(gap) is not None
        current.append(mention)
    if is_closed:
        yield current


def _reopens(before: str, gap: str) -> bool:
    """Say whether a list goes on behind its "and".

    An age shows it ("B and C, both 24, and D"), and a title in the plural ("A and students B
    and C").
    """
    if _CLOSING.search(gap) is None:
        return False
    return _AGED.fullmatch(gap) is not None or before.rstrip().endswith("s")


def is_in_list(gap: str) -> bool:
    """Say whether two names with these words between them stand in one list."""
    if _IN_LIST.fullmatch(gap):
        return True
    forms = (_AGED, _DESCRIBED, _TITLED)
    return any(_is_title(found["title"]) for form in forms if (found := form.fullmatch(gap)))


def _is_title(words_between: str) -> bool:
    """Say whether what stands before a name is a title or a trade, or nothing."""
    parts = words_between.split()
    if not parts:
        return True
    head = parts[-1]
    return any(
        word in words(name) for name in _TITLE_LISTS for word in (head, head.removesuffix("s"))
    )
