"""One invented page, its annotation, and an extract that agrees with it in everything.

Each test changes a little and works out by hand what that must cost. The page holds markup, so
offsets of the article text and of the file differ, and bylines that the article text leaves out.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hkgraph.evaluation.scoring import score
from hkgraph.evaluation.seed_format import read_gold
from hkgraph.model import (
    Article,
    Block,
    BlockKind,
    Concept,
    DateMention,
    Entity,
    Event,
    Extract,
    Kind,
    Membership,
    Mention,
    MentionForm,
    Modality,
    OffsetMap,
    Predicate,
    Quotation,
    QuoteForm,
    Segment,
    SourceDocument,
    Statement,
    TimeBasis,
    TimeValue,
)

if TYPE_CHECKING:
    from hkgraph.evaluation.gold import Gold
    from hkgraph.evaluation.report import Evaluation
    from hkgraph.evaluation.score import Mean, Share, Tally

PAGE = """Gulls Weekly, all about birds.

Harbour Watch to leave Sha Tin

by Ann Lee (Sha Tin Courier)

“We will go in peace,” said Mei Wong, deputy director of Harbour Watch. Wong said the Quiet Law \
did not matter.

Harbour Watch will close its hill office in **May 2023**. Beacon Union does not have an office in \
Sha Tin. The Quiet Law bans shouting.

Police arrested Bo Chan in March 2022, according to Beacon Union. “Shameful,” was on a banner. \
The union was sad.
"""


def stretch(text: str, words: str, nth: int = 0) -> dict[str, object]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def marked(words: str, nth: int = 0) -> dict[str, object]:
    return stretch(PAGE, words, nth)


def entity(name: str, kind: str, label: str, *places: tuple[str, int], **more: object):
    mentions = [marked(*place) for place in places]
    aliases = sorted({str(m["text"]) for m in mentions})
    return {
        "id": name,
        "type": kind,
        "name": label,
        "aliases": aliases,
        "mentions": mentions,
        **more,
    }


def relation(name: str, subject: str, predicate: str, obj: str, evidence: str, **more: object):
    return {
        "id": name,
        "subject": subject,
        "predicate": predicate,
        "object": obj,
        "modality": "asserted",
        "polarity": True,
        "attributed_to": None,
        "evidence": [marked(evidence)],
        **more,
    }


ENTITIES = [
    entity("p-wong", "Person", "Mei Wong", ("Mei Wong", 0), ("Wong", 1)),
    entity("p-chan", "Person", "Bo Chan", ("Bo Chan", 0)),
    entity("p-lee", "Person", "Ann Lee", ("Ann Lee", 0)),
    entity(
        "o-harbour",
        "Organization",
        "Harbour Watch",
        ("Harbour Watch", 0),
        ("Harbour Watch", 1),
        ("Harbour Watch", 2),
    ),
    entity("o-hill", "Office", "hill office", ("its hill office", 0), parent="o-harbour"),
    entity("o-beacon", "Organization", "Beacon Union", ("Beacon Union", 0), ("Beacon Union", 1)),
    entity("o-courier", "Organization", "Sha Tin Courier", ("Sha Tin Courier", 0)),
    entity("o-gulls", "Organization", "Gulls Weekly", ("Gulls Weekly", 0)),
    entity("pl-shatin", "Place", "Sha Tin", ("Sha Tin", 0), ("Sha Tin", 2)),
    entity("l-quiet", "Law", "Quiet Law", ("Quiet Law", 0), ("Quiet Law", 1)),
]
CLOSING = "Harbour Watch will close its hill office in **May 2023**"
ARREST = "Police arrested Bo Chan in March 2022, according to Beacon Union"
EVENTS = [
    {
        "id": "ev-close",
        "type": "OfficeClosure",
        "label": "Harbour Watch closes its office",
        "time": {"edtf": "2023-05", "basis": "explicit", "evidence": marked("May 2023")},
        "place": "pl-shatin",
        "participants": [
            {"entity": "o-harbour", "role": "agent"},
            {"entity": "o-hill", "role": "affected"},
        ],
        "evidence": [marked(CLOSING)],
        "status": "planned",
    },
    {
        "id": "ev-arrest",
        "type": "Arrest",
        "label": "Bo Chan is arrested",
        "time": {"edtf": "2022-03", "basis": "explicit", "evidence": marked("March 2022")},
        "place": None,
        "participants": [{"entity": "p-chan", "role": "affected"}],
        "evidence": [marked(ARREST)],
        "status": "occurred",
        "attributed_to": "o-beacon",
    },
    {
        "id": "ev-sad",
        "type": "Reaction",
        "label": "The union is sad",
        "time": None,
        "place": None,
        "participants": [],
        "evidence": [marked("The union was sad")],
        "status": "occurred",
    },
]
RELATIONS = [
    relation(
        "rel1",
        "p-wong",
        "role",
        "deputy director @ o-harbour",
        "Mei Wong, deputy director of Harbour Watch",
        org="o-harbour",
        role="deputy director",
    ),
    relation(
        "rel2",
        "o-beacon",
        "hasOfficeIn",
        "pl-shatin",
        "Beacon Union does not have an office in Sha Tin",
        polarity=False,
    ),
    relation("rel3", "l-quiet", "criminalises", "shouting", "The Quiet Law bans shouting"),
    relation("rel4", "o-hill", "unitOf", "o-harbour", "Harbour Watch will close its hill office"),
    relation("rel5", "l-quiet", "upholds", "peace", "the Quiet Law"),
]


def annotation() -> dict[str, object]:
    start = PAGE.index("Harbour Watch")
    article = {
        "id": "A1",
        "type": "NewsArticle",
        "span": [start, len(PAGE)],
        "headline": marked("Harbour Watch to leave Sha Tin"),
        "authors": [{"person": "p-lee", "evidence": marked("by Ann Lee")}],
        "publisher": {"org": "o-courier", "evidence": marked("Sha Tin Courier")},
        "date_published": {"value": "2023-04-02"},
    }
    return {
        "source": {
            "path": "page.txt",
            "sha256": hashlib.sha256(PAGE.encode()).hexdigest(),
        },
        "documents": [{"id": "W", "type": "SourceDocument", "span": [0, len(PAGE)]}, article],
        "entities": ENTITIES,
        "quotations": [
            {"id": "q1", "speaker": "p-wong", "evidence": marked("We will go in peace,")},
            {
                "id": "q2",
                "speaker": "o-beacon",
                "evidence": marked("Shameful,"),
                "certainty": 0.7,
            },
        ],
        "reported_speech": [
            {"id": "r1", "speaker": "p-wong", "evidence": marked("the Quiet Law did not matter")}
        ],
        "events": EVENTS,
        "relations": RELATIONS,
        "cross_source": [],
    }


@pytest.fixture
def gold_path(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_bytes(PAGE.encode())
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(annotation()), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Give a folder with one annotated article, ``watch.md`` and ``watch.yaml``."""
    return Path(shutil.copytree(Path(__file__).parent / "corpus", tmp_path / "corpus"))


@pytest.fixture
def gold(gold_path: Path) -> Gold:
    return read_gold(gold_path)


def without(page: str, *pieces: tuple[int, int]) -> tuple[str, OffsetMap]:
    text, segments, last = "", [], 0
    for start, end in (*sorted(pieces), (len(page), len(page))):
        if start > last:
            segments.append(Segment(text_start=len(text), file_start=last, length=start - last))
            text += page[last:start]
        last = end
    return text, OffsetMap(tuple(segments))


@pytest.fixture
def article() -> Article:
    byline = PAGE.index("by Ann Lee"), PAGE.index("“We will")
    stars = [i for i in range(len(PAGE)) if PAGE.startswith("**", i)]
    front = (0, PAGE.index("Harbour Watch"))
    text, offsets = without(PAGE, front, byline, *((i, i + 2) for i in stars))
    return Article(
        key="a" * 16,
        document=SourceDocument(key="d" * 16, sha256="0" * 64, names=("page.txt",)),
        headline="Harbour Watch to leave Sha Tin",
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        offsets=offsets,
        published="2023-04-02T08:00:00+08:00",
        authors=("Ann Lee",),
        publisher="Sha Tin Courier",
    )


@dataclass
class Page:
    """Our side of the page: the article and an extract that a test may spoil."""

    article: Article
    extract: Extract
    gold: Gold

    def span(self, words: str, nth: int = 0):
        where = stretch(self.article.text, words, nth)
        return self.article.span(where["start"], where["end"])

    def mention(self, who: str, words: str, nth: int = 0, form: MentionForm = MentionForm.NAME):
        return Mention(span=self.span(words, nth), entity=who, form=form)

    def statement(self, subject: str, predicate: Predicate, obj: object, words: str, **more):
        return Statement(
            subject=subject, predicate=predicate, object=obj, evidence=(self.span(words),), **more
        )

    def change(self, **fields: object) -> None:
        self.extract = replace(self.extract, **fields)

    def score(self) -> Evaluation:
        return score(self.gold, [(self.article, self.extract)])

    def row(self, title: str, label: str) -> Tally | Share | Mean:
        sections = {s.title: s for s in self.score().sections}
        return next(row.score for row in sections[title].rows if row.label == label)


PEOPLE = [
    Entity(id="e1", kind=Kind.ORGANISATION, name="Harbour Watch"),
    Entity(id="e2", kind=Kind.PLACE, name="Sha Tin"),
    Entity(id="e3", kind=Kind.PERSON, name="Mei Wong"),
    Entity(id="e4", kind=Kind.LAW, name="Quiet Law"),
    Entity(id="e5", kind=Kind.OFFICE, name="hill office"),
    Entity(id="e6", kind=Kind.ORGANISATION, name="Beacon Union"),
    Entity(id="e7", kind=Kind.PERSON, name="Bo Chan"),
    Entity(id="e8", kind=Kind.OFFENCE, name="shouting"),
]
MAY = TimeValue(edtf="2023-05", not_before=None, not_after=None, basis=TimeBasis.EXPLICIT)
MARCH = TimeValue(edtf="2022-03", not_before=None, not_after=None, basis=TimeBasis.EXPLICIT)
REPORTED = {"modality": Modality.REPORTED, "attributed_to": "e6"}
PLANNED = {"modality": Modality.PLANNED}


@pytest.fixture
def page(article: Article, gold: Gold) -> Page:
    """Give a page whose extract is right in everything."""
    page = Page(article=article, extract=Extract(), gold=gold)
    plan = CLOSING.replace("**", "")
    page.change(
        entities=tuple(PEOPLE),
        mentions=(
            *(page.mention("e1", "Harbour Watch", nth) for nth in range(3)),
            *(page.mention("e2", "Sha Tin", nth) for nth in range(2)),
            page.mention("e3", "Mei Wong"),
            page.mention("e3", "Wong", 1),
            *(page.mention("e4", "Quiet Law", nth) for nth in range(2)),
            page.mention("e5", "its hill office", form=MentionForm.NOMINAL),
            *(page.mention("e6", "Beacon Union", nth) for nth in range(2)),
            page.mention("e7", "Bo Chan"),
            page.mention("e8", "shouting"),
        ),
        dates=(
            DateMention(span=page.span("May 2023"), time=MAY),
            DateMention(span=page.span("in March 2022"), time=MARCH),
        ),
        events=(Event(id="v1", type="closure"), Event(id="v2", type="arrest")),
        memberships=(Membership(id="m1", person="e3", organisation="e1", title="deputy director"),),
        statements=(
            page.statement("v1", Predicate.EVENT_TYPE, Concept(slug="closure"), plan, **PLANNED),
            page.statement("v1", Predicate.AGENT, "e1", plan, **PLANNED),
            page.statement("v1", Predicate.AFFECTS, "e5", plan, **PLANNED),
            page.statement("v1", Predicate.HAS_TIME, MAY, plan, **PLANNED),
            page.statement("v2", Predicate.EVENT_TYPE, Concept(slug="arrest"), ARREST, **REPORTED),
            page.statement("v2", Predicate.AFFECTS, "e7", ARREST, **REPORTED),
            page.statement("v2", Predicate.HAS_TIME, MARCH, ARREST, **REPORTED),
            page.statement(
                "e3", Predicate.HAS_MEMBERSHIP, "m1", "Mei Wong, deputy director of Harbour Watch"
            ),
            page.statement(
                "e6",
                Predicate.HAS_OFFICE_IN,
                "e2",
                "Beacon Union does not have an office in Sha Tin",
                polarity=False,
            ),
            page.statement("e4", Predicate.CRIMINALISES, "e8", "The Quiet Law bans shouting"),
            page.statement("e5", Predicate.UNIT_OF, "e1", plan),
        ),
        quotations=(
            Quotation(span=page.span("We will go in peace,"), form=QuoteForm.DIRECT, speaker="e3"),
            Quotation(span=page.span("Shameful"), form=QuoteForm.DIRECT),
            Quotation(
                span=page.span("the Quiet Law did not matter"),
                form=QuoteForm.INDIRECT,
                speaker="e3",
            ),
        ),
    )
    return page
