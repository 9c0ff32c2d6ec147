"""Bad input on the command line: one error, one hint, the right exit code, and nothing lost."""

import os
import resource
import shutil
import subprocess
import sys

import pytest

from conftest import sha256_of
from hkgraph.store.generations import StoreDir
from tiny import article

UNSPOILT = article("A page that is whole", "The Tolo Rowers Union was founded in 1990.")


def assert_refused(finished, code, *words):
    """Check what a person sees when something is wrong with what they gave."""
    lines = finished.err.splitlines()
    errors = [i for i, line in enumerate(lines) if line.startswith("error: ")]
    assert finished.code == code, finished.err
    assert errors, finished.err
    assert all(lines[i + 1].startswith("hint: ") for i in errors)
    assert all(len(lines[i + 1]) > len("hint: x") for i in errors)
    assert "Traceback" not in finished.err
    for word in words:
        assert word in finished.err


@pytest.fixture
def live(store):
    """A store with one published article."""
    store.build("plan")
    return store


@pytest.fixture
def untouched(live):
    before = (StoreDir(live.path).current().number, sha256_of(live.path))
    yield
    assert (StoreDir(live.path).current().number, sha256_of(live.path)) == before


# ── files that hold no article ──────────────────────────────────────────────────────────────

NO_ARTICLE = {
    "empty.md": b"",
    "blank.txt": b" \n\t\n \n",
    "binary.md": bytes(range(256)) * 64,
    "picture.html": b"\x89PNG\r\n\x1a\n" + os.urandom(4096),
    "zeros.txt": b"\x00" * 10_000,
    "no-body.md": b'---\nheadline: "Only a head"\n---\n',
    "half-a-head.md": b"---\nheadline: [\n",
    "one-line.md": b"x\n",
}


@pytest.mark.parametrize("name", NO_ARTICLE)
def test_file_without_an_article_is_a_source_that_failed(hkgraph, live, untouched, name):
    path = live.articles / name
    path.write_bytes(NO_ARTICLE[name])

    finished = hkgraph("build", path, "--store", live.path)

    assert_refused(finished, 3, name)


def test_text_of_fifty_megabytes_is_refused(hkgraph, live, untouched):
    path = live.articles / "long.txt"
    path.write_bytes(b"The union closed its office in Hong Kong on Monday. " * 1_000_000)

    assert_refused(hkgraph("build", path, "--store", live.path), 3, "long.txt", "MB")


DEEP = {
    "deep.html": "<div>" * 60_000 + "words" + "</div>" * 60_000,
    "deep.md": "> " * 5_000 + "words",
    "brackets.md": "[" * 2_000 + "words" + "](x)" * 2_000,
    "stars.md": "*" * 100_000,
    "yaml.md": "---\nauthors: " + "[" * 5_000 + "\n---\nwords\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_costs_no_more_than_its_file(hkgraph, live, name):
    """Whether an article is found in it or not: the command ends, and the other file is in."""
    (live.articles / name).write_text(DEEP[name], encoding="utf-8")
    whole = live.write("whole", UNSPOILT)

    finished = hkgraph("build", live.articles / name, whole, "--store", live.path)

    assert finished.code in {0, 3}
    assert "Traceback" not in finished.err
    assert live.key("whole")


# ── files in other encodings, and hostile ones ──────────────────────────────────────────────

ACCENTS = article(
    "Café workers’ union closes", "The Café Workers Union closed on Monday in Sha Tin."
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(hkgraph, store, encoding):
    path = store.articles / "accents.md"
    path.write_bytes(ACCENTS.encode(encoding))

    finished = hkgraph("build", path, "--store", store.path)

    asked = hkgraph("query", "--store", store.path, "--format", "csv", "--text", HEADLINES)
    assert finished.code == 0
    assert asked.out.split("\r\n")[1:2] == ["Café workers’ union closes"]


HEADLINES = "SELECT ?h { ?a <https://schema.org/headline> ?h }"
HOSTILE = """<html><head><title>A page</title>
<script>alert("x")</script><meta property="og:url" content="javascript:alert(1)">
<link rel="canonical" href="https://example.org/<script>">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "</script><b>{{7*7}}",
"datePublished": "not a date", "author": [[[{"name": null}]]]}</script></head>
<body><article><h1>Union &lt;img src=x onerror=alert(1)&gt; closes</h1>
<p onclick="x()">The Tolo Rowers Union closed on Monday, <b>said</b> its chairman Ben Ho-Marsh.
<iframe src="file:///etc/passwd"></iframe>\u202egnihtemos\u202c \u0000\uffff</p>
<p>&#x110000; &bogus; It was founded in 1990 in Sha Tin and had many members there.</p>
</article></body></html>"""


def test_hostile_page_is_data(hkgraph, store):
    path = store.articles / "hostile.html"
    path.write_text(HOSTILE, encoding="utf-8")

    finished = hkgraph("build", path, "--store", store.path)
    dumped = hkgraph("dump", "--store", store.path, "--format", "nquads")

    assert finished.code in {0, 3}
    assert "Traceback" not in finished.err
    assert "javascript:" not in dumped.out
    assert "etc/passwd" not in dumped.out


@pytest.mark.parametrize(
    "head",
    [
        {"url": "javascript:alert(1)"},
        {"url": "https://example.org/a b<c>"},
        {"url": "https://[bad"},
        {"date": "2021-02-31"},
        {"date": "yesterday"},
        {"date": "99999-01-01"},
        {"authors": "{a: {b: [c]}}"},
        {"language": "xx-yy-zz-not-a-language"},
        {"language": '"en> } DROP ALL #"'},
        {"publisher": "'\"'"},
        {"headline": '"\\\\\\" <b> \\u2028 \\U0001F600"'},
    ],
    ids=str,
)
def test_odd_values_in_a_head_cost_no_more_than_their_article(hkgraph, store, head):
    headline = head.pop("headline", '"Union closes"')
    text = article("x", "The Tolo Rowers Union closed on Monday in Sha Tin.", **head)
    path = store.write("odd", text.replace('headline: "x"', f"headline: {headline}"))
    whole = store.write("whole", UNSPOILT)

    finished = hkgraph("build", path, whole, "--store", store.path)

    assert finished.code in {0, 3}
    assert "Traceback" not in finished.err
    assert store.key("whole")


def test_file_name_that_is_no_utf8_is_read(hkgraph, store):
    name = os.fsencode(store.articles) + b"/caf\xe9\xff.md"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - Path has no names in bytes
            file.write(UNSPOILT.encode())
    except OSError:
        pytest.skip("the file system takes only UTF-8")

    finished = hkgraph("build", store.articles, "--store", store.path)

    assert finished.code == 0, finished.err
    assert "A page that is whole" in hkgraph("dump", "--store", store.path).out


@pytest.mark.parametrize(
    "name", ["tab\there.md", "line\nbreak.md", "sep\u2028.md", "x" * 200 + ".md"]
)
def test_odd_file_names_are_kept_whole(hkgraph, store, name):
    (store.articles / name).write_text(UNSPOILT, encoding="utf-8")

    first = hkgraph("build", store.articles / name, "--store", store.path)
    again = hkgraph("build", store.articles / name, "--store", store.path)

    assert (first.code, again.code) == (0, 0)
    assert "nothing changed" in again.err


# ── paths ───────────────────────────────────────────────────────────────────────────────────


def test_missing_path_names_a_near_one(hkgraph, live, untouched):
    finished = hkgraph("build", live.articles / "plam.md", "--store", live.path)

    assert_refused(finished, 2, "plam.md", "plan.md")


def test_folder_without_articles_is_told(hkgraph, live, untouched, tmp_path):
    (tmp_path / "pictures.md").mkdir()

    assert_refused(hkgraph("build", tmp_path / "pictures.md", "--store", live.path), 2)


def test_pattern_without_a_match_is_told(hkgraph, live, untouched):
    assert_refused(hkgraph("build", f"{live.articles}/*.nothing", "--store", live.path), 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_told(hkgraph, live, untouched):
    live.file("plain").chmod(0)

    assert_refused(hkgraph("build", live.file("plain"), "--store", live.path), 3, "plain.md")


def test_broken_link_is_told(hkgraph, live, untouched):
    (live.articles / "broken.md").symlink_to("nowhere")

    assert_refused(hkgraph("build", live.articles / "broken.md", "--store", live.path), 2)


def test_wrong_option_and_command_get_an_error_and_a_hint(hkgraph):
    assert_refused(hkgraph("bild"), 2, "bild")
    assert_refused(hkgraph("build", "--stoer", "x"), 2, "--stoer")
    assert_refused(hkgraph("build"), 2)


def test_setting_that_cannot_be_right_is_named(hkgraph, live, monkeypatch):
    monkeypatch.setenv("HKGRAPH_WORKERS", "many")

    assert_refused(hkgraph("build", live.file("plan")), 2, "HKGRAPH_WORKERS", "many")


# ── the same address again ──────────────────────────────────────────────────────────────────

ADDRESS = "https://example.org/tai-tam-herald/page"


def version(words, **head):
    text = f"The Tolo Rowers Union closed {words} in Sha Tin."
    return article("A page", text, url=ADDRESS, **head)


def test_article_twice_in_one_command_is_one(hkgraph, store):
    shutil.copy(store.file("plan"), store.articles / "copy.md")

    finished = hkgraph(
        "build", store.file("plan"), store.articles / "copy.md", "--store", store.path
    )

    assert finished.code == 0
    assert ": 1 articles," in finished.err


def test_changed_text_replaces_and_says_so(hkgraph, store):
    hkgraph("build", store.write("page", version("in March")), "--store", store.path)

    finished = hkgraph("build", store.write("page", version("in April")), "--store", store.path)

    assert finished.code == 0
    assert "replaced: page.md takes the place of an earlier version" in finished.err
    assert ": 1 articles," in finished.err


def test_older_version_is_kept_out_and_that_is_said(hkgraph, store):
    new = store.write("new", version("in April", modified="2021-11-02"))
    old = store.write("old", version("in March", modified="2021-11-01"))
    hkgraph("build", new, "--store", store.path)

    finished = hkgraph("build", old, "--store", store.path)

    assert finished.code == 0
    assert "kept: the store has a later version" in finished.err
    assert "nothing changed" in finished.err


def test_two_versions_in_one_command_are_quarantined(hkgraph, store):
    left = store.write("a", version("in March"))
    right = store.write("b", version("in April"))

    finished = hkgraph("build", left, right, store.file("plan"), "--store", store.path)
    strict = hkgraph("build", left, right, "--store", store.path, "--strict")

    assert finished.code == 0
    assert finished.err.count("quarantined: A page") == 2
    assert "Build one of them alone" in finished.err
    assert strict.code == 1


# ── the store ───────────────────────────────────────────────────────────────────────────────


def test_folder_that_is_no_store_is_refused(hkgraph, live):
    finished = hkgraph("build", live.file("plan"), "--store", live.articles)

    assert_refused(finished, 4, "is no store")


def test_store_that_is_a_file_is_refused(hkgraph, live):
    assert_refused(hkgraph("build", live.file("plan"), "--store", live.file("plain")), 4)


def test_store_below_a_file_is_refused(hkgraph, live):
    assert_refused(hkgraph("build", live.file("plan"), "--store", live.file("plain") / "x"), 4)


COMMANDS = [["dump"], ["query", "--text", "ASK {}"], ["validate"], ["generations"], ["rollback"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_reading_where_nothing_is_gives_a_way_on(hkgraph, tmp_path, command):
    assert_refused(hkgraph(*command, "--store", tmp_path / "none"), 4, "hkgraph build")
    assert not (tmp_path / "none").exists()


def spoil_manifest(store):
    (StoreDir(store.path).current().path / "manifest.json").write_text("{", encoding="utf-8")


def spoil_pointer(store):
    (store.path / "current").unlink()
    (store.path / "current").symlink_to("generations/999999")


def spoil_database(store):
    (StoreDir(store.path).current().path / "db/CURRENT").write_text("x", encoding="utf-8")


def spoil_list(store):
    (StoreDir(store.path).current().path / "articles.tsv").write_text("x\n", encoding="utf-8")


@pytest.mark.parametrize(
    "spoil", [spoil_manifest, spoil_pointer, spoil_database, spoil_list], ids=lambda f: f.__name__
)
def test_broken_store_is_told_and_a_rollback_mends_it(hkgraph, live, spoil):
    before = sha256_of(live.path)
    hkgraph("build", live.file("plain"), "--store", live.path)
    spoil(live)

    finished = hkgraph("build", live.file("denial"), "--store", live.path)
    mended = hkgraph("rollback", "1", "--store", live.path)

    assert_refused(finished, 4)
    assert "rollback" in finished.err
    assert mended.code == 0
    assert sha256_of(live.path) == before


def test_broken_record_in_the_library_is_told(hkgraph, live, untouched):
    for path in (live.path / "extracts").glob("*.json"):
        if "article" not in path.name:
            path.write_text("{", encoding="utf-8")

    assert_refused(hkgraph("build", live.file("plain"), "--store", live.path), 4, "is broken")


def limited(limit_bytes, *arguments):
    """Run a command in a process that may write no file longer than the limit."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    command = [sys.executable, "-c", "from hkgraph.cli import main; main()"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        preexec_fn=limit,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.parametrize("limit_bytes", [0, 3_000, 20_000])
def test_disk_that_takes_no_more_leaves_what_was_published(live, untouched, limit_bytes):
    finished = limited(limit_bytes, "build", live.file("plain"), "--store", live.path)

    assert finished.returncode == 4
    assert "error: " in finished.stderr
    assert "hint: " in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own with room for the store and little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this user may not mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(path):
    with path.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"x" * 4096)
            except OSError:
                return


def test_full_disk_is_told_and_costs_nothing(hkgraph, live, small_disk):
    path = small_disk / "store"
    shutil.copytree(live.path, path, symlinks=True)
    before = sha256_of(path)
    fill = small_disk / "fill"
    fill_up(fill)

    full = hkgraph("build", live.file("plain"), "--store", path)
    held = sha256_of(path)
    fill.unlink()
    freed = hkgraph("build", live.file("plain"), "--store", path)

    assert_refused(full, 4, "No space left", "Free some space")
    assert held == before
    assert freed.code == 0
    assert not list(path.rglob("*.part"))


def test_read_only_store_is_told_and_can_be_read(hkgraph, live, small_disk):
    path = small_disk / "store"
    shutil.copytree(live.path, path, symlinks=True)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    written = hkgraph("build", live.file("plain"), "--store", path)
    read = hkgraph("query", "--store", path, "--text", "ASK { ?s ?p ?o }")

    assert_refused(written, 4, "Read-only")
    assert (read.code, read.out) == (0, "yes\n")


# ── dumps and queries ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["dump", "--graph", "urn:nowhere"], "urn:nowhere"),
        (["dump", "--graph", "no iri"], "no iri"),
        (["dump", "--facts", "--all"], "exclude each other"),
        (["dump", "--output", "/nonexistent/folder/x.ttl"], "cannot be written"),
        (["dump", "--format", "word"], "word"),
        (["query"], "one of FILE, --text and --name"),
        (["query", "--text", "SELECT"], "not SPARQL"),
        (["query", "--text", "DROP ALL"], "only queries"),
        (["query", "--text", "ASK {}", "--name", "cq_12_timeline"], "one of"),
        (["query", "--text", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], ""),
        (["query", "--text", "{" * 20_000], ""),
        (["query", "--text", "ASK {}", "-p", "a=b"], "head"),
        (["query", "--name", "nothing"], "no query is called"),
        (["query", "--name", "cq_12_timeline", "-p", "colour=red"], "colour"),
        (["query", "--name", "quotations_by", "-p", "speaker"], "no parameter"),
        (["query", "--text", "ASK {}", "--format", "turtle"], "turtle"),
        (["query", "/nonexistent.rq"], "cannot be read"),
        (["remove", "nobody"], "nobody"),
        (["quarantine", "show", "nobody"], "nobody"),
        (["quarantine", "retry"], "nothing is in quarantine"),
    ],
    ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else "",
)
def test_wrong_use_is_told(hkgraph, live, untouched, arguments, word):
    assert_refused(hkgraph(*arguments, "--store", live.path), 2, word)
