"""Files of own words: what is read, and how faults are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.errors import SettingsError
from hkgraph.own_words.reading import load_words, read_words
from hkgraph.own_words.records import NO_WORDS

NAMES = "id\tkind\tname\taliases\tname_zh\tnote\n"
TYPES = """
event_types:
  - id: eviction
    label: eviction
    broader: justice
frames:
  - type: eviction
    verbs: [evict]
    affects: [object]
"""


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, text in files.items():
            stem, _, ending = name.rpartition("_")
            content = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{stem}.{ending}").write_bytes(content)
        return tmp_path

    return write


def told(folder):
    return [(str(fault.place), fault.message) for fault in read_words(folder)[1]]


def test_a_folder_that_is_not_there_holds_no_words(tmp_path):
    assert read_words(tmp_path / "words") == (NO_WORDS, [])
    assert load_words(tmp_path).digest == ""


def test_tables_and_lists_are_read_with_their_places(folder):
    words = load_words(
        folder(
            bodies_tsv=f"{NAMES}\nlantern-league\torganisation\tLantern League\tHLL\t\t\n",
            people_tsv="qid\tlabel_en\ttype\nQ99\tAda Lam-Wood\tperson\n",
            more_tsv="id\talias\nhong-kong\tFragrant Harbour\n",
            kinds_yaml=TYPES,
        )
    )

    (body,), (person,), (alias,) = words.names, words.entities, words.aliases
    assert (str(body.place), body.topic, body.cells["aliases"]) == (
        "bodies.tsv, line 3",
        "bodies",
        "HLL",
    )
    assert (person.cells["qid"], person.cells["description"]) == ("Q99", "")
    assert alias.cells["alias"] == "Fragrant Harbour"
    assert (words.types[0].id, words.types[0].broader) == ("eviction", "justice")
    assert words.frames[0].keys["verbs"] == ["evict"]


def test_files_of_other_kinds_are_left_alone(folder):
    assert read_words(folder(README_md="# mine")) == (NO_WORDS, [])


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("", 1, "the first line does not tell what the table holds"),
        ("name\talias\n", 1, "the first line lacks the column 'id'"),
        ("id\tkind\tname\tcolour\n", 1, "the first line has the column 'colour'"),
        ("id\tid\tkind\tname\n", 1, "the first line has twice the column 'id'"),
        (f"{NAMES}a\tlaw\n", 2, "it has 2 cells where the first line has 6 columns"),
        (f"{NAMES}a\tlaw\t\t\t\t\n", 2, "name is empty"),
        (f"{NAMES}A b\tlaw\tA\t\t\t\n", 2, "id cannot be 'A b'"),
        (f"{NAMES}a\tperson\tA\t\t\t\n", 2, "kind cannot be 'person'"),
        (f"{NAMES}a\tlaw\tA\tB||C\t\t\n", 2, "aliases has an empty one"),
        (f"{NAMES}a\tlaw\tA\t\t\t\na\tlaw\tB\t\t\t\n", 3, "a stands in it.tsv, line 2 already"),
        ("qid\tlabel_en\ttype\nP31\tA\tperson\n", 2, "qid cannot be 'P31'"),
        ("qid\tlabel_en\ttype\nQ31\tA\tplanet\n", 2, "type cannot be 'planet'"),
        ("id\talias\nQ0\tA\n", 2, "id cannot be 'Q0'"),
        (b"id\talias\nhong-kong\t\xe9\n", 2, "it is not in UTF-8"),
    ],
)
def test_a_wrong_table_is_told_by_line(folder, table, line, message):
    assert told(folder(it_tsv=table)) == [(f"it.tsv, line {line}", message)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- a\n", 1, "a file of words holds lists called event_types and frames"),
        ("kinds:\n  - a\n", 1, "a file of words holds lists called event_types and frames"),
        ("frames: [\n", 2, "no YAML: expected the node content, but found '<stream end>'"),
        ("event_types:\n  - id: a\n    label: a\n", 2, "broader: Field required"),
        ("event_types:\n\n  - id: A\n    label: a\n    broader: justice\n", 3, "id: String should"),
        (TYPES.replace("justice", "jutsice"), 3, "no event type is called 'jutsice'"),
        (TYPES.replace("type: ev", "type: x"), 7, "no event type is called 'xiction'"),
        (TYPES.replace("id: eviction", "id: arrest"), 3, "arrest is an event type that comes"),
        (TYPES.replace("broader: justice", "broader: eviction"), 3, "eviction is broader than"),
        (TYPES.replace("label: eviction", "colour: red"), 3, "label: Field required"),
    ],
)
def test_a_wrong_list_is_told_by_line(folder, text, line, message):
    (place, said), *_ = told(folder(it_yaml=text))

    assert place == f"it.yaml, line {line}"
    assert said.startswith(message)


def test_every_fault_is_told_and_the_first_stops_a_build(folder):
    words = folder(a_tsv=f"{NAMES}x\tlaw\n", b_tsv=f"{NAMES}y\tlaw\nz\tlaw\n")

    with pytest.raises(SettingsError) as caught:
        load_words(words)

    assert str(caught.value).startswith("a.tsv, line 2: ")
    assert str(caught.value).endswith("(and 2 more)")
    assert "hkgraph doctor" in caught.value.hint


def test_right_rows_are_kept_beside_wrong_ones(folder):
    words, faults = read_words(folder(a_tsv=f"{NAMES}x\tlaw\ny\tlaw\tY\t\t\t\n"))

    assert [row.cells["id"] for row in words.names] == ["y"]
    assert len(faults) == 1


def test_lines_that_end_as_on_windows_are_read(folder):
    words = load_words(folder(a_tsv=b"\xef\xbb\xbfid\tkind\tname\r\nx\tlaw\tX\r\n"))

    assert words.names[0].cells["name"] == "X"


def test_what_changes_in_a_file_changes_the_digest(folder):
    before = load_words(folder(a_tsv="id\tkind\tname\nx\tlaw\tX\n"))
    after = load_words(folder(a_tsv="id\tkind\tname\nx\tlaw\tY\n"))

    assert before != after
    assert len({before.digest, after.digest}) == 2


@given(st.text(), st.sampled_from(["tsv", "yaml"]))
def test_any_text_is_read_or_told(tmp_path_factory, text, ending):
    folder = tmp_path_factory.mktemp("words")
    (folder / f"any.{ending}").write_text(text, encoding="utf-8", errors="surrogatepass")

    words, faults = read_words(folder)

    assert all(fault.place.line >= 1 and fault.mend for fault in faults)
    assert words == load_words(folder) if not faults else words.digest
