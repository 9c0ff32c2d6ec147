"""In whose voice, and how certainly, an article says what a clause says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.aspect import is_past
from hkgraph.extraction.grammar.modality import mood_of
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.speech.attribution import credit_of
from hkgraph.model import Modality, QuoteForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId, TimeValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a statement is made.

    Attributes:
        attributed_to: Whom the article credits; None is the article's own voice.
    """

    modality: Modality
    polarity: bool
    attributed_to: LocalId | None

    @property
    def is_plain(self) -> bool:
        """Say whether the article itself says that it is so."""
        asserted = self.modality is Modality.ASSERTED
        return asserted and self.polarity and self.attributed_to is None


def voice_of(
    reading: Reading,
    token: Token,
    *,
    noun: Token | None = None,
    denied: bool = False,
    time: TimeValue | None = None,
) -> Voice:
    """Judge the clause of a predicate; hearsay without a teller is no more than alleged.

    Args:
        token: The predicate, or the word that carries its tense.
        noun: The noun that names the event, where ``token`` is the verb it belongs to.
        denied: True where the words of the predicate turn its sense round.
        time: When the event is dated; what lies after publication has not happened yet.
    """
    mood = mood_of(token)
    if noun is not None:
        mood = mood.joined(mood_of(noun))
    credit = credit_of(reading, token)
    source = credit.source if credit else None
    modality = mood.modality
    if modality is Modality.ASSERTED and _lies_ahead(reading, time) and not is_past(token):
        modality = Modality.PLANNED
    if modality is Modality.ASSERTED and (credit is not None or _is_quoted_before(token)):
        modality = Modality.ALLEGED if source is None else Modality.REPORTED
    return Voice(modality=modality, polarity=mood.polarity != denied, attributed_to=source)


def _is_quoted_before(token: Token) -> bool:
    """Say whether a clause stands before the verb that reports it ("it closed, Y wrote")."""
    verb = token.head
    is_before = token.dep_ == "ccomp" and token.i < verb.i and not is_passive(verb)
    between = {t.text for t in token.doc[token.i : verb.i]}
    return is_before and ";" not in between and verb.lemma_ in table("speech-verbs")


def _lies_ahead(reading: Reading, time: TimeValue | None) -> bool:
    published = reading.article.published_day
    return (
        published is not None
        and time is not None
        and time.not_before is not None
        and time.not_before > published
    )


def phrase_voice(reading: Reading, noun: Token) -> Voice | None:
    """Judge what a noun phrase says in passing ("its Lagos office"); None where that is over.

    What is closed or sold with it is no longer so; what is about to be opened is not so yet.
    """
    if any(c.lower_ in words("former-words") for c in noun.lefts):
        return None
    outer = _fate(noun)
    said = table("fate-words").get(outer.lemma_.lower()) if outer is not None else None
    if outer is None or said is None:
        return quoted_voice(reading, noun.idx)
    return voice_of(reading, outer) if said == "begins" else None


def _fate(noun: Token) -> Token | None:
    """Find the word that tells what happens to a thing: its verb, or "the closure of"."""
    outer = noun.head
    if noun.dep_ == "pobj" and outer.lower_ == "of":
        return outer.head
    return outer if noun.dep_ in {"dobj", "nsubj", "nsubjpass"} else None


def quoted_voice(reading: Reading, offset: int) -> Voice:
    """Judge a description by where it stands: the article's own, or inside somebody's words."""
    for quotation in reading.quotations:
        inside = quotation.span.start <= offset < quotation.span.end
        if inside and quotation.form is not QuoteForm.INDIRECT and quotation.speaker is not None:
            return Voice(modality=Modality.REPORTED, polarity=True, attributed_to=quotation.speaker)
    return Voice(modality=Modality.ASSERTED, polarity=True, attributed_to=None)
