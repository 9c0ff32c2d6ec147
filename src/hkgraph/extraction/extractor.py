"""From one article to its extract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from hkgraph.extraction.finish import finish
from hkgraph.extraction.nlp import load_model, parse
from hkgraph.extraction.reading import Reading
from hkgraph.extraction.steps import STEPS, check_chain
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from hkgraph.extraction.steps import Step
    from hkgraph.model import Article, Extract

#: Part of the IRI of each rule. Raised when rules come to mean something else; whether a stored
#: extract may be used again depends on the code itself (``versions.py``).
RULES_VERSION = "3"


_log = structlog.get_logger(__name__)


class Extractor:
    """Holds the language model; make one a process.

    A step that fails on some unheard-of text costs what that step would have found, never the
    article; the log tells which.

    Args:
        steps: The stages to run, in order.
    """

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        check_chain(steps)
        self._steps = steps
        self._model = load_model()

    def read(self, article: Article) -> Reading:
        """Parse an article and run every step over it."""
        article = _without_notices(article)
        reading = Reading(article=article, doc=parse(self._model, article))
        for step in self._steps:
            try:
                step.run(reading)
            except Exception as exc:  # noqa: BLE001 - text is endless; what fails is logged
                fault = f"{type(exc).__name__}: {exc}"
                _log.warning("step_failed", step=step.name, article=article.key, fault=fault)
                _log.debug("step_failed", exc_info=True)
        return reading

    def extract(self, article: Article) -> Extract:
        """Give what the article says."""
        return finish(self.read(article))


def _without_notices(article: Article) -> Article:
    """Blank what a publisher says of the article itself: it tells of a text that is no more."""
    text, blocks = article.text, article.blocks
    for block in blocks:
        if block.kind is BlockKind.NOTICE:
            blank = "\n" * (block.end - block.start)
            text = text[: block.start] + blank + text[block.end :]
    kept = tuple(block for block in blocks if block.kind is not BlockKind.NOTICE)
    return replace(article, text=text, blocks=kept) if len(kept) < len(blocks) else article
