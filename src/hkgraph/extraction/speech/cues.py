"""The words around a quotation that tell who speaks: "said X", "X added", "according to X".

The parse of a sentence with a quotation in it is often wrong, so what stands around the marks is
read by position first, and by the parse within the words outside the marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.nominals import prepositional_objects
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.speech.verbs import speaking_nouns, speech_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from hkgraph.extraction.speech.surroundings import Surroundings

_PHRASE_TAGS = frozenset(
    ["DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "AUX", "ADV", "NUM", "PUNCT"]
)
_CONTENTS = frozenset(["ccomp", "dobj", "xcomp"])
_NOUN_TAGS = frozenset(["NOUN", "PROPN", "PRON"])
#: How many words may stand between a closing mark and its verb ("a spokesman for X said").
_REACH = 12


class CueKind(StrEnum):
    """Where a cue stands, surest first."""

    BESIDE = "beside"
    GOVERNING = "governing"
    TRAILING = "trailing"
    BEFORE = "before"
    ACCORDING = "according"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb of speech, or "according", with the nouns that speak by it."""

    kind: CueKind
    word: Token
    speakers: tuple[Token, ...]

    @property
    def speech(self) -> str | None:
        """The class of the verb of speech; None for "according to"."""
        return speech_class(self.word)


def find_cue(around: Surroundings, inside: Token) -> Cue | None:
    """Find the words that tell who speaks, the surest first.

    Args:
        around: The words outside the marks.
        inside: A token inside the marks, from which the parse is climbed.
    """
    return (
        _beside(around.after)
        or _governing(around.before, inside)
        or trailing_cue(around.after)
        or _nearest_before(around.before)
        or according_cue((*around.before, *around.after))
    )


def trailing_cue(tokens: Sequence[Token]) -> Cue | None:
    """Find a cue that ends a sentence behind a comma (", the group said")."""
    commas = [i for i, token in enumerate(tokens) if token.text == ","]
    for comma in reversed(commas):
        found = _beside(tokens[comma + 1 :])
        if found is not None and not (_has_content(found.word) or _is_aside(found.word)):
            return Cue(kind=CueKind.TRAILING, word=found.word, speakers=found.speakers)
    return _hearing(tokens) or _trailing_clause(tokens)


def _hearing(tokens: Sequence[Token]) -> Cue | None:
    """Find ", a court heard", by which nobody is named who speaks."""
    for verb in tokens:
        if verb.lower_ not in {"told", "heard"}:
            continue
        before = verb.doc[max(verb.i - 4, verb.sent.start) : verb.i]
        is_told = verb.lower_ == "told" and before[-1:].text.lower() in {"was", "were"}
        is_heard = verb.lower_ == "heard" and verb.tag_ == "VBD"
        words_before = {t.lower_ for t in before}
        if (is_told or is_heard) and "," in words_before and words_before & words("hearing-nouns"):
            return Cue(kind=CueKind.TRAILING, word=verb, speakers=())
    return None


def _trailing_clause(tokens: Sequence[Token]) -> Cue | None:
    """Find by the parse a cue whose speaker is long ("…, people briefed on the talks said")."""
    for verb in reversed(tokens):
        if speech_class(verb) is None or _has_content(verb) or _is_aside(verb):
            continue
        subjects = tuple(c for c in verb.lefts if c.dep_ == "nsubj")
        first = min((c.left_edge.i for c in subjects), default=verb.sent.start)
        before = verb.doc[first - 1]
        if first > verb.sent.start and (before.text == "," or before.is_quote):
            return Cue(kind=CueKind.TRAILING, word=verb, speakers=subjects)
    return None


def according_cue(tokens: Sequence[Token]) -> Cue | None:
    """Find "according to X", "in X's view" or "as X said", with the noun that it names."""
    for token in tokens:
        nouns: tuple[Token, ...] = ()
        if token.lower_ == "according":
            links = [c for c in token.children if c.lower_ == "to"] or _next_words(token, {"to"})
            nouns = tuple(noun for link in links for noun in prepositional_objects(link))
        elif token.lower_ in words("view-nouns") and token.head.lower_ in {"in", "by"}:
            nouns = tuple(c for c in token.lefts if c.dep_ == "poss")
            if not nouns:
                continue
        elif _is_as_said(token):
            nouns = speaking_nouns(token)
        else:
            continue
        return Cue(kind=CueKind.ACCORDING, word=token, speakers=nouns)
    return None


def _is_as_said(verb: Token) -> bool:
    """Say whether a verb stands in "as X said," or "as X put it,"."""
    is_put = verb.lemma_ == "put" and any(c.lower_ == "it" for c in verb.rights)
    if verb.dep_ != "advcl" or not (is_put or speech_class(verb) == "say"):
        return False
    is_as = any(c.lower_ == "as" for c in verb.lefts)
    edge = verb.right_edge.i
    is_bare = is_put or not any(c.dep_ in _CONTENTS for c in verb.children)
    return is_as and is_bare and any(t.text in {",", "."} for t in verb.doc[edge : edge + 2])


# ── by position ─────────────────────────────────────────────────────────────────────────────


def _beside(tokens: Sequence[Token]) -> Cue | None:
    """Read "said X" or "X said" right behind a closing mark or a comma."""
    words = [t for t in tokens if not t.is_space]
    while words and (words[0].pos_ == "PUNCT" or words[0].text in {",", "-", "–"}):
        words = words[1:]
    for index, token in enumerate(words[:_REACH]):
        if speech_class(token) and not _is_helper(token):
            if index == 0:
                return _inverted(token, words[1:])
            return _straight(token, words[:index])
        if token.pos_ not in _PHRASE_TAGS and token.lower_ not in {"of", "for", "in", "at"}:
            return None
    return None


def _inverted(verb: Token, behind: Sequence[Token]) -> Cue | None:
    if any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children) and _has_hearer(verb):
        return None
    run: list[Token] = []
    for token in behind:
        if token.pos_ not in _PHRASE_TAGS - {"PUNCT", "AUX"} and token.lower_ != "and":
            break
        run.append(token)
    return _cue_of(CueKind.BESIDE, verb, run)


def _has_hearer(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)


def _straight(verb: Token, ahead: Sequence[Token]) -> Cue | None:
    """Read "X said"; in "the union's chair, X, said" the second of two phrases may be the name."""
    inner = next((i for i, t in enumerate(ahead) if t.pos_ == "ADP" or t.text == ","), len(ahead))
    found = _cue_of(CueKind.BESIDE, verb, ahead[:inner])
    names = [t for t in ahead[inner:] if t.pos_ == "PROPN"]
    is_parted = len(ahead) - inner > 1 and ahead[inner].text == "," and ahead[-1].text == ","
    if found is None or not is_parted or not names:
        return found
    return Cue(kind=found.kind, word=verb, speakers=(*found.speakers, names[-1]))


def _cue_of(kind: CueKind, verb: Token, run: Sequence[Token]) -> Cue | None:
    """Make a cue of a verb and the words that should name its speaker."""
    near = {t.i for t in run}
    parsed = tuple(noun for noun in speaking_nouns(verb) if noun.i in near)
    nouns = [t for t in run if t.pos_ in _NOUN_TAGS]
    placed = (nouns[-1],) if nouns else ()
    return Cue(kind=kind, word=verb, speakers=parsed or placed) if parsed or placed else None


# ── by the parse ────────────────────────────────────────────────────────────────────────────


def _governing(before: Sequence[Token], inside: Token) -> Cue | None:
    """Find the verb of speech that the quotation hangs on."""
    outside = {t.i for t in before}
    above = [t for t in inside.ancestors if t.i in outside]
    close = [t for t in (before[-1], *before[-1].ancestors) if t.i in outside] if before else []
    for verb in (*above, *close):
        if speech_class(verb) not in {None, "think"} and not _is_helper(verb):
            speakers = () if _is_accused(verb) else speaking_nouns(verb)
            if speakers or not _is_torn(verb):
                return Cue(kind=CueKind.GOVERNING, word=verb, speakers=speakers)
    return None


def _is_accused(verb: Token) -> bool:
    """Say whether somebody is blamed by others, whose words follow ("and accused of")."""
    has_object = any(c.dep_ == "dobj" for c in verb.children)
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    is_blamed = speech_class(verb) == "accuse" and not has_object
    return is_blamed and behind is not None and behind.lower_ == "of"


def _is_torn(verb: Token) -> bool:
    """Say whether the parse took the subject of a verb from it ("says her agent, who insisted")."""
    return verb.tag_ in {"VBZ", "VBP", "VBD"} and verb.dep_ == "ROOT"


def _nearest_before(before: Sequence[Token]) -> Cue | None:
    """Take the last verb of speech before the quotation that has a speaker of its own."""
    for verb in reversed(before):
        if speech_class(verb) not in {None, "think"} and not _is_beside_point(verb):
            speakers = speaking_nouns(verb)
            if speakers:
                return Cue(kind=CueKind.BEFORE, word=verb, speakers=speakers)
    return None


def _is_beside_point(verb: Token) -> bool:
    """Say whether a verb only describes a noun; what "who said" opens may be what follows."""
    if verb.dep_ == "relcl":
        return not any(c.lower_ == "who" and c.dep_ == "nsubj" for c in verb.children)
    return verb.dep_ in {"acl", "amod"}


def _is_aside(verb: Token) -> bool:
    """Say whether a verb only judges a noun before it ("a move that critics denounced")."""
    return verb.dep_ in {"relcl", "acl"} or speech_class(verb) == "judge"


def _has_content(verb: Token) -> bool:
    """Say whether a verb goes on to say something of its own ("minister announced charities …")."""
    contents = {"ccomp", "xcomp"} if verb.lemma_ in words("hearer-verbs") else _CONTENTS
    return any(c.dep_ in contents and c.i > verb.i for c in verb.children)


def _is_helper(token: Token) -> bool:
    return token.dep_ in {"aux", "auxpass", "amod", "compound"}


def _next_words(token: Token, wanted: set[str]) -> list[Token]:
    following = token.doc[token.i + 1 : token.i + 2]
    return [t for t in following if t.lower_ in wanted]
