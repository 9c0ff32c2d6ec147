"""From one article to its extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.nlp import load_model, parse
from hkgraph.extraction.reading import Reading
from hkgraph.extraction.steps import STEPS, check_chain
from hkgraph.model import Entity, Extract, Mention

if TYPE_CHECKING:
    from hkgraph.extraction.reading import DraftEntity
    from hkgraph.extraction.steps import Step
    from hkgraph.model import Article

#: Raised whenever a change of rules may change an extract; stored extracts of other versions are
#: not used again.
RULES_VERSION = "1"


class Extractor:
    """Holds the language model; make one a process.

    Args:
        steps: The stages to run, in order.
    """

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        check_chain(steps)
        self._steps = steps
        self._model = load_model()

    def read(self, article: Article) -> Reading:
        """Parse an article and run every step over it."""
        reading = Reading(article=article, doc=parse(self._model, article))
        for step in self._steps:
            step.run(reading)
        return reading

    def extract(self, article: Article) -> Extract:
        """Give what the article says."""
        return finish(self.read(article))


def finish(reading: Reading) -> Extract:
    """Turn a reading into an extract, leaving out entities that nothing refers to."""
    mentions = tuple(
        Mention(span=reading.span(m.start, m.end), entity=m.entity, form=m.form)
        for m in reading.mentions
        if m.entity is not None
    )
    return Extract(
        entities=tuple(_entity(draft) for draft in reading.entities.values()),
        mentions=mentions,
        dates=tuple(reading.dates),
        events=tuple(reading.events),
        memberships=tuple(reading.memberships),
        statements=tuple(reading.statements),
        quotations=tuple(reading.quotations),
        authors=tuple(reading.authors),
        contributors=tuple(reading.contributors),
        publisher=reading.publisher,
    )


def _entity(draft: DraftEntity) -> Entity:
    return Entity(
        id=draft.id,
        kind=draft.kind,
        name=draft.name,
        aliases=tuple(sorted(draft.aliases - {draft.name})),
        anonymous=draft.anonymous,
        gazetteer=draft.gazetteer,
        parent=draft.parent,
    )
