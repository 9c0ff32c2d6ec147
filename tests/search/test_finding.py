"""What is found, and in which order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hkgraph.search.querying import MOST_HITS

SYNTAX = st.text(alphabet="\"'*^():-+ANDORT{}\\% \x00\ud800鄧李a")
KINDS = """
    id:person\\/1 skos:prefLabel "Lamp Lau"@en . id:law\\/2 skos:prefLabel "Lamp Ordinance"@en .
    <urn:own> a schema:Place ; rdfs:label "Lamp Hill" . <urn:odd> rdfs:label "Lamp" .
"""


def found(index, text, **options):
    return [hit.iri.rpartition("/")[2] for hit in index.find(text, **options)]


@pytest.mark.parametrize(
    "text",
    [
        "John Lee Ka-chiu",
        "joh",
        "JOHN LEE",
        "lee john",
        "ka chiu",
        "kachiu",
        "Lee, John",
        "ｊｏｈｎ",
        " john ",
        "jöhn",
    ],
)
def test_a_name_is_found_however_it_is_typed(named, text):
    index = named("John Lee Ka-chiu", "Carrie Lam")

    assert found(index, text) == ["1"]


@pytest.mark.parametrize("text", ["O'Brien", "O’Brien", "o brien", "obrien", "OBRI"])
def test_an_apostrophe_does_not_matter(named, text):
    assert found(named("Mary O'Brien", "Mary Orr"), text) == ["1"]


@pytest.mark.parametrize("text", ["鄧", "美寶", "鄧美", "鄧美寶", "Mabel 美寶"])
def test_chinese_words_of_any_length_are_found(named, text):
    assert found(named("Mabel 鄧美寶", "李家超"), text) == ["1"]


def test_characters_must_follow_each_other(named):
    assert found(named("鄧美寶"), "鄧寶") == []


def test_all_words_must_match(named):
    index = named("Mabel Tang", "Mabel Lau")

    assert found(index, "mabel tang") == ["1"]
    assert found(index, "mabel wong") == []


def test_only_the_last_word_may_be_unfinished(named):
    assert found(named("Mabel Tang"), "mab tang") == []


def test_the_best_kind_of_match_comes_first(indexed):
    index = indexed("""
        id:article\\/headline schema:headline "The light of hope"@en .
        id:quotation\\/said a schema:Quotation ; schema:text "Keep the light"@en .
        id:person\\/alias skos:prefLabel "A"@en ; skos:altLabel "Light Bearer"@en .
        id:person\\/inside skos:prefLabel "Northern Light"@en .
        id:person\\/begins skos:prefLabel "Lighthouse"@en .
        id:person\\/whole skos:prefLabel "Light"@en .
        id:event\\/composed skos:prefLabel "Light festival"@en .
        id:person\\/alias-whole skos:prefLabel "B"@en ; skos:hiddenLabel "light"@en .
    """)

    order = ["whole", "alias-whole", "begins", "inside", "alias", "composed", "headline", "said"]
    assert found(index, "light") == order


def test_of_equals_the_one_of_which_more_is_said_comes_first(indexed):
    index = indexed("""
        id:person\\/1 skos:prefLabel "Tang An"@en . id:person\\/2 skos:prefLabel "Tang Bo"@en .
        id:person\\/3 skos:prefLabel "Tang Chi"@en .
        id:statement\\/1 rdf:subject id:person\\/3 ; rdf:object id:person\\/2 .
        id:statement\\/2 rdf:subject id:person\\/3 .
    """)

    assert found(index, "tang") == ["3", "2", "1"]


def test_things_of_which_nothing_is_said_come_by_label(named):
    assert found(named("Tang Chi", "Tang An", "Tang Bo"), "tang") == ["2", "3", "1"]


def test_a_thing_with_many_names_is_one_hit_with_its_best_name(indexed):
    index = indexed(
        'id:person\\/1 skos:prefLabel "Mabel Tang"@en , "鄧美寶"@zh ; skos:altLabel "Tang" .'
    )

    (hit,) = index.find("tang")
    (chinese,) = index.find("美寶")

    assert (hit.label, hit.text, hit.role.word) == ("Mabel Tang", "Tang", "alias")
    assert (chinese.label, chinese.text, chinese.language) == ("Mabel Tang", "鄧美寶", "zh")


def test_a_quotation_leads_to_its_article(indexed):
    index = indexed(
        'id:quotation\\/1 a schema:Quotation ; schema:text "We stay" ;'
        " schema:isPartOf id:article\\/9 ."
    )

    (hit,) = index.find("we stay")

    assert hit.article.endswith("article/9")


def test_the_number_of_a_law_is_a_name_of_it(indexed):
    index = indexed(
        'id:law\\/1 skos:prefLabel "Lamp Ordinance"@en ; schema:legislationIdentifier "Cap. 245" .'
    )

    assert found(index, "cap 245") == ["1"]


@pytest.mark.parametrize(
    ("kind", "iris"),
    [("person", ["1"]), ("law", ["2"]), ("place", ["urn:own"]), ("thing", ["urn:odd"])],
)
def test_a_kind_can_be_asked_for_alone(indexed, kind, iris):
    assert found(indexed(KINDS), "lamp", kind=kind) == iris


def test_the_name_of_a_file_is_no_name(indexed):
    assert found(indexed('id:document\\/1 schema:name "lamp.md" .'), "lamp") == []


def test_there_is_a_limit(named):
    index = named(*(f"Tang {n}" for n in range(100)))

    assert len(index.find("tang", limit=3)) == 3
    assert len(index.find("tang", limit=1000)) == MOST_HITS


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), SYNTAX))
def test_nothing_that_can_be_typed_is_an_error(hostile, text):
    assert isinstance(hostile.find(text), list)
    assert isinstance(hostile.guess(text), list)


@pytest.fixture
def hostile(named, request):
    return named("Mabel Tang", "AND OR NOT", "鄧美寶")


@given(st.text(min_size=1))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_kind_cannot_carry_syntax(hostile, kind):
    assert hostile.find("mabel", kind=kind) == []


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("mabl tang", "mabel tang"),
        ("Mabel Tnag", "mabel tang"),
        ("lnatern society", "lantern society"),
        ("鄧美玉", "鄧美寶"),
    ],
)
def test_a_slip_is_guessed(named, text, guess):
    index = named("Mabel Tang", "Lantern Society", "鄧美寶", "Wong Kar")

    assert found(index, text) == []
    assert index.guess(text)[0] == guess
    assert index.find(guess)


def test_nothing_is_guessed_where_nothing_is_like_it(named):
    assert named("Mabel Tang").guess("xylophone") == []


def test_no_guess_finds_nothing(named):
    assert named("Mabel Tang", "Ann Lantern").guess("mabel lantren") == []
