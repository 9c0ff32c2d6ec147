"""A user's words beside those that come with hkgraph: theirs win."""

import pytest

from hkgraph.errors import DataError, SettingsError
from hkgraph.extraction.events.frame_files import event_frames, own_frame
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.phrases import split_words
from hkgraph.model import Kind
from hkgraph.own_words.in_use import own_words, using
from hkgraph.own_words.reading import load_words
from hkgraph.own_words.records import NO_WORDS
from hkgraph.wikidata.layers import choose_with


@pytest.fixture
def words(tmp_path):
    def make(text, ending="tsv"):
        (tmp_path / f"own.{ending}").write_text(text, encoding="utf-8")
        return load_words(tmp_path)

    return make


def found(text):
    return [match.row.id for match in load_gazetteer().matches(split_words(text))]


def test_an_own_name_is_known_while_the_words_are_in_use(words):
    own = words("id\tkind\tname\taliases\nlantern-league\torganisation\tLantern League\tHLL\n")

    with using(own):
        inside = found("the HLL and the Lantern League")

    assert inside == ["lantern-league", "lantern-league"]
    assert found("the HLL and the Lantern League") == []
    assert own_words() is NO_WORDS


def test_an_own_row_stands_in_place_of_the_bundled_one_with_its_id(words):
    with using(words("id\tkind\tname\nhong-kong\tplace\tFragrant Harbour\n")):
        row = load_gazetteer().rows["hong-kong"]

    assert (row.name, row.aliases) == ("Fragrant Harbour", ())
    assert load_gazetteer().rows["hong-kong"].name == "Hong Kong"


def test_of_two_rows_with_one_name_the_users_is_meant(words):
    with using(words("id\tkind\tname\nour-paper\tmedia\tHong Kong Free Press\n")):
        assert found("Hong Kong Free Press said") == ["our-paper"]


def test_an_alias_is_added_to_what_the_gazetteer_has(words):
    with using(words("id\talias\nhong-kong\tFragrant Harbour\n")):
        assert found("in Fragrant Harbour and in Hong Kong") == ["hong-kong", "hong-kong"]


def test_an_alias_for_what_is_not_there_is_refused(words):
    with using(words("id\talias\nno-such-body\tX\n")), pytest.raises(SettingsError) as caught:
        load_gazetteer()

    assert str(caught.value) == "own.tsv, line 2: the gazetteer has no no-such-body"


def test_an_own_frame_finds_an_own_type_and_a_wrong_one_is_told_by_line(words):
    text = "event_types:\n- {id: eviction, label: eviction, broader: justice}\nframes:\n"
    right = words(f"{text}- {{type: eviction, verbs: [evict]}}\n", "yaml")
    wrong = words(f"{text}- {{type: eviction, verb: [evict]}}\n", "yaml")

    with using(right):
        assert own_frame(right.frames[0]).type == "eviction"
        event_frames()
    with using(wrong), pytest.raises(DataError, match=r"own\.yaml, line 4: verb: Extra inputs"):
        event_frames()


def test_own_entities_are_found_beside_the_bundled_ones(words):
    base = choose_with(NO_WORDS, None)
    known = choose_with(
        words("qid\tlabel_en\ttype\tdescription\nQ999999999\tAda Lam-Wood\tperson\tchairwoman\n"),
        None,
    )

    assert [one.qid for one in known.find("Ada Lam-Wood", Kind.PERSON)] == ["Q999999999"]
    assert known.find("Carrie Lam", Kind.PERSON) == base.find("Carrie Lam", Kind.PERSON)
    assert known.search("Ada Lam Wood", Kind.PERSON)[0][0].description == "chairwoman"
    assert known.get("Q8646") == base.get("Q8646")
    assert known.digest != base.digest
    assert known.name.startswith(f"{base.name} with own words ")


def test_an_own_entity_stands_in_place_of_the_bundled_one(words):
    known = choose_with(words("qid\tlabel_en\ttype\nQ8646\tFragrant Harbour\tplace\n"), None)

    assert "Q8646" not in [one.qid for one in known.find("Hong Kong", Kind.PLACE)]
    assert [one.qid for one, _ in known.search("Fragrant Harbour")][:1] == ["Q8646"]
    assert "Q8646" not in [one.qid for one, _ in known.search("Hong Kong")]


def test_an_alias_is_added_to_an_entity(words):
    known = choose_with(words("id\talias\nQ8646\tFragrant Harbour\nQ8646\tHonkers\n"), None)

    for name in ("Fragrant Harbour", "Honkers", "Hong Kong"):
        assert "Q8646" in [one.qid for one in known.find(name, Kind.PLACE)]
    assert known.get("Q8646").label == choose_with(NO_WORDS, None).get("Q8646").label


def test_an_alias_for_an_entity_that_is_not_known_is_refused(words):
    with pytest.raises(SettingsError, match=r"own\.tsv, line 2: the knowledge base has no Q999999"):
        choose_with(words("id\talias\nQ999999999\tX\n"), None)


def test_an_own_entity_settles_who_a_rival_is(words):
    known = choose_with(words("qid\tlabel_en\ttype\nQ999999999\tAgnes Chow\tperson\n"), None)

    assert choose_with(NO_WORDS, None).has_rival("Agnes Chow", Kind.PERSON)
    assert not known.has_rival("Agnes Chow", Kind.PERSON)
