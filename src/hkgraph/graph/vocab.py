"""Every term that hkgraph writes, by prefix; a test says that each one exists."""

from __future__ import annotations

from pyoxigraph import NamedNode

PREFIXES: dict[str, str] = {
    "hk": "https://w3id.org/hkgraph/ns#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(name: str) -> NamedNode:
    """Expand a prefixed name.

    >>> term("hk:Event").value
    'https://w3id.org/hkgraph/ns#Event'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE = term("rdf:type")

SOURCE_DOCUMENT = term("hk:SourceDocument")
NEWS_ARTICLE = term("schema:NewsArticle")
PERSON = term("schema:Person")
ORGANIZATION = term("schema:Organization")
ORG_ORGANIZATION = term("org:Organization")
NEWS_MEDIA = term("schema:NewsMediaOrganization")
OFFICE = term("hk:Office")
PLACE = term("schema:Place")
LEGISLATION = term("schema:Legislation")
CONCEPT = term("skos:Concept")
EVENT = term("hk:Event")
SEM_EVENT = term("sem:Event")
SCHEMA_EVENT = term("schema:Event")
REPORTED_EVENT = term("hk:ReportedEvent")
MEMBERSHIP = term("org:Membership")
REPORTED_MEMBERSHIP = term("hk:ReportedMembership")
ROLE = term("org:Role")
TIME_SPAN = term("hk:TimeSpan")
STATEMENT = term("hk:Statement")
RDF_STATEMENT = term("rdf:Statement")
QUOTATION = term("schema:Quotation")
TEXT_SPAN = term("hk:TextSpan")
ENTITY_LINK = term("hk:EntityLink")
ACTIVITY = term("prov:Activity")

NAME = term("schema:name")
SHA256 = term("schema:sha256")
URL = term("schema:url")
HEADLINE = term("schema:headline")
DATE_PUBLISHED = term("schema:datePublished")
DATE_MODIFIED = term("schema:dateModified")
AUTHOR = term("schema:author")
CONTRIBUTOR = term("schema:contributor")
PUBLISHER = term("schema:publisher")
IN_LANGUAGE = term("schema:inLanguage")
IS_PART_OF = term("schema:isPartOf")
OUTCOME = term("hk:outcome")
WITNESSES = term("hk:witnesses")
CORRECTION = term("schema:correction")
WORK_STATUS = term("schema:creativeWorkStatus")
EXAMPLE_OF_WORK = term("schema:exampleOfWork")
ABOUT = term("schema:about")
TEXT = term("schema:text")
SAME_AS = term("schema:sameAs")

LABEL = term("rdfs:label")
PREF_LABEL = term("skos:prefLabel")
ALT_LABEL = term("skos:altLabel")
HIDDEN_LABEL = term("skos:hiddenLabel")

MEMBER = term("org:member")
HAS_ORGANIZATION = term("org:organization")
HAS_ROLE = term("org:role")
MEMBER_DURING = term("org:memberDuring")

EDTF = term("hk:edtf")
NOT_BEFORE = term("hk:notBefore")
NOT_AFTER = term("hk:notAfter")
TIME_BASIS = term("hk:timeBasis")

SUBJECT = term("rdf:subject")
PREDICATE = term("rdf:predicate")
OBJECT = term("rdf:object")
REPORTED_IN = term("hk:reportedIn")
EVIDENCE = term("hk:evidence")
ATTRIBUTED_TO = term("hk:attributedTo")
MODALITY = term("hk:modality")
POLARITY = term("hk:polarity")
CONFIDENCE = term("hk:confidence")
WAS_GENERATED_BY = term("prov:wasGeneratedBy")

SPEAKER = term("hk:speaker")
ON_BEHALF_OF = term("hk:onBehalfOf")
QUOTE_FORM = term("hk:quoteForm")

HAS_SOURCE = term("oa:hasSource")
START = term("oa:start")
END = term("oa:end")
EXACT = term("oa:exact")
HK_TEXT = term("hk:text")
MENTION = term("hk:mention")
MERGED_INTO = term("hk:mergedInto")

ENTITY = term("hk:entity")
CANDIDATE = term("hk:candidate")
LINK_STATE = term("hk:linkState")
METHOD = term("hk:method")
KNOWLEDGE_BASE = term("hk:knowledgeBase")
REVIEWER = term("hk:reviewer")

XSD_DATE = term("xsd:date")
XSD_GYEAR = term("xsd:gYear")
XSD_GYEAR_MONTH = term("xsd:gYearMonth")
XSD_INTEGER = term("xsd:integer")
XSD_DECIMAL = term("xsd:decimal")
XSD_BOOLEAN = term("xsd:boolean")
