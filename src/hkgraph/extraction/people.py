"""Names of people: runs of capitals that their surroundings show to be a person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.candidates import Candidate, Trust
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.name_forms import is_surname
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.surface import Surface

_CHINESE_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
_PARTICLES = frozenset(["de", "del", "da", "di", "van", "von", "der", "bin", "al", "la", "den"])
_PERSON_VERBS = frozenset(["said", "says", "told", "added", "asked", "wrote", "tweeted", "argued"])
#: Points from which a run counts as a person's name.
_ENOUGH = 2
_LONGEST = 6


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
        trimmed = _without_opening(surface, run)
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
    behind = last + 1 if _abbreviates(surface, last) else last
    while surface.lower(behind) in _PARTICLES and behind - last < 2:
        behind += 1
    is_name = behind < len(surface.words) and surface.words[behind].is_capitalised
    return behind - last + 1 if is_name and behind > last else 0


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
    following = surface.words[index + 1].text
    short = following.isalpha() and len(following) <= 6 and not _is_common(following)
    return following[0].isupper() or short


def _is_common(word: str) -> bool:
    return word in words("hyphen-endings")


def _without_opening(surface: Surface, run: Run) -> Run | None:
    """Drop an ordinary word that is capitalised because it begins a sentence."""
    if run.first in surface.sentence_starts:
        token = surface.tokens[run.first]
        ordinary = surface.lower(run.first) in words("role-nouns")
        is_surname_first = is_surname(surface.lower(run.first)) and _is_given(surface, run)
        if is_surname_first:
            ordinary = False
        elif token is not None and (token.is_stop or token.pos_ not in {"PROPN", "NOUN", "ADJ"}):
            ordinary = True
        run = Run(run.first + ordinary, run.last)
    while run.last - run.first > 1 and surface.words[run.first].text in words("portfolio-words"):
        run = Run(run.first + 1, run.last)
    return run if run.last > run.first else None


def _is_given(surface: Surface, run: Run) -> bool:
    """Say whether a Chinese given name follows the first word of the run."""
    behind = surface.text(run.first, run.last).split()[1:2]
    return bool(behind) and _CHINESE_GIVEN.fullmatch(behind[0]) is not None


def _is_person(surface: Surface, run: Run, last_person: int, *, titled: bool) -> bool:
    text = surface.text(run.first, run.last)
    parts = text.split()
    if _follows_honorific(surface, run.first):
        return True
    if len(parts) == 1:
        return _is_bare_name(surface, run)
    if len(parts) > _LONGEST or any(part in _heads() for part in parts):
        return False
    listed = _follows_in_list(surface, run.first, last_person)
    return _score(surface, run, parts) + 3 * listed + 2 * titled >= _ENOUGH


def _is_bare_name(surface: Surface, run: Run) -> bool:
    """Say whether one word is a person's name: by age, by role behind, or by kin before."""
    owner = run.first - 2 if surface.lower(run.first - 1) == "," else run.first - 1
    if surface.lower(owner) in words("kin-nouns") or surface.lower(owner) == "surnamed":
        return True
    shown = _model_points(surface, run) > 0 or _speaks(surface, run)
    return shown and (_has_age(surface, run) or _precedes_role(surface, run))


def _follows_in_list(surface: Surface, first: int, last_person: int) -> bool:
    """Say whether only a comma or "and" stands between the run and the person before it."""
    between = [surface.lower(i) for i in range(max(last_person, 0), first)]
    return last_person > 0 and 0 < len(between) <= 2 and set(between) <= {",", "and"}


def _heads() -> frozenset[str]:
    return words("organisation-heads") | words("place-heads") - frozenset(["Hill"])


def _follows_honorific(surface: Surface, first: int) -> bool:
    before = first - 1
    if surface.lower(before) == "." and surface.adjoins(before):
        before -= 1
    return before >= 0 and surface.words[before].text in table("honorifics")


def _score(surface: Surface, run: Run, parts: list[str]) -> int:
    points = _model_points(surface, run)
    points += 2 * _follows_role(surface, run)
    points += 3 * _precedes_role(surface, run)
    points += 2 * _speaks(surface, run)
    points += 2 * (parts[-1] in surface_surnames(surface))
    points += _shape_points(parts)
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
        if word.is_capitalised and index and _follows_honorific(surface, index)
    )


def _shape_points(parts: list[str]) -> int:
    given = [i for i, part in enumerate(parts) if _CHINESE_GIVEN.fullmatch(part)]
    if given and given[0] > 0 and is_surname(parts[given[0] - 1]):
        return 4
    if given == [1] and len(parts) == 2:
        return 3
    if len(parts) in (2, 3) and (is_surname(parts[-1]) or is_surname(parts[0])):
        return 1
    return 0


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


def _follows_role(surface: Surface, run: Run) -> bool:
    """Say whether a noun of a role stands before ("lawmaker Holden Chow")."""
    before = surface.lower(run.first - 1)
    return before in words("role-nouns") or before.removesuffix("s") in words("role-nouns")


def _precedes_role(surface: Surface, run: Run) -> bool:
    """Say whether a role or an age stands behind ("…, secretary general of", "…, 63,", "(52)")."""
    mark = surface.lower(run.last)
    if mark == "who":
        return True
    if mark not in {",", "(", "–", "-"}:
        return False
    if _has_age(surface, run):
        return True
    after = [surface.lower(i) for i in range(run.last + 1, run.last + 9)]
    if after[0] in {"who", "whose"}:
        return True
    stop = next((i for i, word in enumerate(after) if word in {",", ".", ";", ")", "of", "and"}), 8)
    return any(word in words("role-nouns") for word in after[:stop])


def _has_age(surface: Surface, run: Run) -> bool:
    """Say whether an age follows (", 63," or "(52)")."""
    age = surface.lower(run.last + 1)
    closed = surface.lower(run.last + 2) in {",", ")"}
    return surface.lower(run.last) in {",", "("} and age.isdigit() and len(age) == 2 and closed


def _speaks(surface: Surface, run: Run) -> bool:
    """Say whether a verb of speech stands right beside ("said Anjhula Mya Singh Bais")."""
    around = {surface.lower(run.first - 1), surface.lower(run.last)}
    return not around.isdisjoint(_PERSON_VERBS)
