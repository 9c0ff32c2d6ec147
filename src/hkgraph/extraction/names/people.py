"""Names of people: runs of capitals that their surroundings show to be a person's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.clues import (
    follows_description,
    follows_honorific,
    follows_kin,
    follows_role,
    has_age,
    has_letters,
    is_called,
    lives,
    owns_kin,
    precedes_role,
    speaks,
)
from hkgraph.extraction.names.forms import (
    is_chinese_given,
    is_given,
    is_long_pinyin,
    is_surname,
    may_be_given,
)
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

_PLACING = frozenset(["in", "at", "near", "to", "from", "outside"])
_PARTICLES = frozenset(
    "de del da di du do dos das van von der bin binti ibn al la le den ter ten zu y e".split()
)
#: Articles that a hyphen joins to a name ("Suleiman al-Amr").
_ARABIC = frozenset(["al", "el", "as", "ar", "an", "ad", "ul"])
#: Points from which a run counts as a person's name.
_ENOUGH = 2
#: Points of a form that nouns of places and bodies in it do not spoil ("Park Ji-woo").
_SURE_SHAPE = 3
_LONGEST = 6
#: Letters of the longest lower-case part behind a hyphen.
_LONGEST_PART = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row: numbers ``first`` up to, not including, ``last``."""

    first: int
    last: int


def find_people(
    surface: Surface, taken: frozenset[int], titles: frozenset[int]
) -> Iterator[Candidate]:
    """Find full names, and bare ones after a form of address.

    Args:
        surface: The words.
        taken: Numbers of words that titles and known names hold.
        titles: Those among them that hold titles.
    """
    last_person = -1
    for run in runs(surface, taken):
        if run.first in surface.in_title_case or run.last - run.first > 2 * _LONGEST:
            continue
        trimmed = without_opening(surface, run)
        titled = run.first - 1 in titles
        if trimmed is not None and _is_person(surface, trimmed, last_person, titled=titled):
            last_person = trimmed.last
            yield Candidate(
                first=trimmed.first, last=trimmed.last, kind=Kind.PERSON, trust=Trust.CONTEXT
            )


def runs(surface: Surface, taken: frozenset[int]) -> Iterator[Run]:
    """Cut the text into runs of capitalised words outside of ``taken``."""
    index, size = 0, len(surface.words)
    while index < size:
        if not _opens(surface, index) or index in taken:
            index += 1
            continue
        last = index + 1
        while last < size and last not in taken and (step := _step(surface, last)):
            last += step
        yield Run(index, last)
        index = last


def _opens(surface: Surface, index: int) -> bool:
    word = surface.words[index]
    opened = not surface.adjoins(index) or surface.words[index - 1].text in "(“\"‘'«„[/*"
    return word.is_capitalised and opened


def _step(surface: Surface, last: int) -> int:
    """Say how many words from ``last`` on still belong to the run."""
    if not surface.same_block(last):
        return 0
    word = surface.words[last]
    if word.is_capitalised:
        return 0 if last in surface.sentence_starts else 1
    if last + 1 >= len(surface.words):
        return 0
    if word.text == "-":
        return 2 if _hyphenates(surface, last) else 0
    if surface.lower(last) in _ARABIC and surface.lower(last + 1) == "-":
        return 3 if _is_capital(surface, last + 2) else 0
    behind = last + 1 if _abbreviates(surface, last) else last
    while surface.lower(behind) in _PARTICLES and behind - last < 2:
        behind += 1
    return behind - last + 1 if _is_capital(surface, behind) and behind > last else 0


def _is_capital(surface: Surface, index: int) -> bool:
    return index < len(surface.words) and surface.words[index].is_capitalised


def _abbreviates(surface: Surface, index: int) -> bool:
    """Say whether a mark is the dot of an initial or the apostrophe of "O'Brien"."""
    mark, before = surface.words[index].text, surface.words[index - 1].text
    if not surface.adjoins(index):
        return False
    return (mark == "." and len(before) == 1) or (mark in "'’" and before in {"O", "D"})


def _hyphenates(surface: Surface, index: int) -> bool:
    """Say whether a hyphen joins parts of a name, unlike that of "Hong Kong-based"."""
    if not (surface.adjoins(index) and surface.adjoins(index + 1)):
        return False
    following = surface.words[index + 1]
    if following.is_capitalised or not following.text.isalpha():
        return following.is_capitalised
    # Where the tokenizer took the parts for syllables, they are one token ("Ho-ding").
    named = surface.tokens[index] is None or is_surname(surface.lower(index - 2))
    return named and len(following.text) <= _LONGEST_PART and not _is_common(following.text)


def _is_common(word: str) -> bool:
    return word in words("hyphen-endings")


def without_opening(surface: Surface, run: Run) -> Run | None:
    """Drop capitals that are no part of a name: those of sentences, roles and portfolios."""
    if run.first in surface.sentence_starts:
        run = Run(run.first + _is_ordinary(surface, run), run.last)
    while run.last - run.first > 1 and _describes(surface, run.first):
        run = Run(run.first + 1, run.last)
    return run if run.last > run.first else None


def _is_ordinary(surface: Surface, run: Run) -> bool:
    """Say whether the first word of a run has its capital from the sentence."""
    token, word = surface.tokens[run.first], surface.lower(run.first)
    if is_surname(word) and _is_given(surface, run):
        return False
    if token is not None and (token.is_stop or token.pos_ not in {"PROPN", "NOUN", "ADJ"}):
        return True
    return word in words("role-nouns") | words("person-nouns") | words("occupations")


def _describes(surface: Surface, index: int) -> bool:
    """Say whether a word belongs to a title ("Security") or tells of many ("Olympians")."""
    word = surface.lower(index)
    many = word.removesuffix("s") if word.endswith("s") else ""
    is_label = _is_label(surface, index)
    is_field = surface.words[index].text in words("portfolio-words")
    return is_field or is_label or many in words("person-nouns")


def _is_label(surface: Surface, index: int) -> bool:
    """Say whether a word calls somebody by a party or creed ("Nonpartisan Paul Tse")."""
    word = surface.words[index].text
    named = index + 2 < len(surface.words) and surface.words[index + 2].is_capitalised
    return named and (word in words("name-labels") or word.endswith(("ologist", "partisan")))


def _is_given(surface: Surface, run: Run) -> bool:
    """Say whether a Chinese given name follows the first word of the run."""
    behind = surface.text(run.first, run.last).split()[1:2]
    return bool(behind) and is_chinese_given(behind[0])


def _is_person(surface: Surface, run: Run, last_person: int, *, titled: bool) -> bool:
    text = surface.text(run.first, run.last)
    parts = text.split()
    if follows_honorific(surface, run.first):
        return True
    if len(parts) == 1:
        return _is_bare_name(surface, run)
    if len(parts) > _LONGEST:
        return False
    if shape_points(parts) < _SURE_SHAPE and any(part in _heads() for part in parts):
        return False
    if _is_place_in_place(surface, run):
        return False
    listed = _follows_in_list(surface, run.first, last_person)
    return _score(surface, run, parts) + 3 * listed + 2 * titled >= _ENOUGH


def _follows_in_list(surface: Surface, first: int, last_person: int) -> bool:
    """Say whether only a comma or "and" stands between the run and the person before it."""
    between = [surface.lower(i) for i in range(max(last_person, 0), first)]
    return last_person > 0 and 0 < len(between) <= 2 and set(between) <= {",", "and"}


def _is_bare_name(surface: Surface, run: Run) -> bool:
    """Say whether one word is a person's name: by age, by role beside, or by kin before."""
    first, last = run.first, run.last
    if follows_kin(surface, first) or is_called(surface, first):
        return True
    if is_surname(surface.lower(first)) and owns_kin(surface, last):
        return True
    if follows_description(surface, first, last) or surface.words[first].text in words("leaders"):
        return True
    shown = _model_points(surface, run) > 0 or speaks(surface, first, last)
    is_given = may_be_given(surface.words[first].text)
    if has_age(surface, last):
        return shown or is_given or is_surname(surface.lower(first))
    return shown and precedes_role(surface, last)


def _is_place_in_place(surface: Surface, run: Run) -> bool:
    """Say whether a run is where something is ("to Lam Dong, Vietnam")."""
    if surface.lower(run.first - 1) not in _PLACING or surface.lower(run.last) != ",":
        return False
    behind = surface.tokens[run.last + 1] if run.last + 1 < len(surface.words) else None
    return behind is not None and behind.ent_type_ == "GPE"


def _heads() -> frozenset[str]:
    listed = words("organisation-heads") | words("place-heads") | words("event-heads")
    return listed - frozenset(["Hill"])


def _score(surface: Surface, run: Run, parts: list[str]) -> int:
    points = _model_points(surface, run)
    points += 2 * follows_role(surface, run.first)
    points += 3 * (precedes_role(surface, run.last) or has_letters(surface, run.last))
    points += 2 * (speaks(surface, run.first, run.last) or lives(surface, run.last))
    points += 2 * (parts[-1] in surface_surnames(surface))
    points += shape_points(parts)
    return points - 3 * _is_part_of_a_name(surface, run.first)


def _is_part_of_a_name(surface: Surface, first: int) -> bool:
    """Say whether an article stands before the run, or before capitals right before it."""
    while first > 0 and surface.words[first - 1].is_capitalised and surface.same_block(first):
        first -= 1
        if surface.lower(first) in {"the", "a", "an"}:
            return True
    return surface.lower(first - 1) in {"the", "a", "an"}


def surface_surnames(surface: Surface) -> frozenset[str]:
    """Give the words that follow a form of address anywhere in the article."""
    return frozenset(
        word.text
        for index, word in enumerate(surface.words)
        if word.is_capitalised and index and follows_honorific(surface, index)
    )


def shape_points(parts: list[str]) -> int:
    """Weigh the form of a name as a sign that it is a person's."""
    given = [i for i, part in enumerate(parts) if is_chinese_given(part)]
    if given and given[0] > 0 and is_surname(parts[given[0] - 1]):
        return 4
    if given == [1] and len(parts) == 2:
        return 3
    if len(parts) not in (2, 3):
        return 0
    points = int(is_surname(parts[-1]) or is_surname(parts[0]))
    if is_given(parts[0]):
        return points + 3
    if may_be_given(parts[0]):
        return 3 * points
    # "Zhou Qinghan": places of this shape have shorter words ("Tai Po").
    return points + (len(parts) == 2 and points > 0 and is_long_pinyin(parts[1]))


def _model_points(surface: Surface, run: Run) -> int:
    """Ask the model's own labels: for a person 2, against one 1."""
    labels = [
        token.ent_type_
        for index in range(run.first, run.last)
        if (token := surface.tokens[index]) is not None and not token.is_punct
    ]
    if 2 * labels.count("PERSON") >= len(labels):
        return 2
    is_other = any(label in {"ORG", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT"} for label in labels)
    return -1 if is_other else 0
