"""The reference names every command, option and setting, and nothing that there is not."""

import inspect
import re
from pathlib import Path
from typing import get_type_hints

import pytest
import typer

from hkgraph.cli import app
from hkgraph.errors import HkgraphError
from hkgraph.settings import Settings

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")


def leaves(command, path):
    children = getattr(command, "commands", None)
    if not children:
        yield " ".join(path), command
    for name, child in sorted((children or {}).items()):
        yield from leaves(child, (*path, name))


TREE = dict(leaves(typer.main.get_command(app), ("hkgraph",)))


def sections(text):
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(command):
    return {o for p in command.params for o in p.opts if p.param_type_name == "option"}


def test_every_command_has_a_heading_and_every_heading_a_command():
    assert set(sections(COMMANDS)) == set(TREE)


@pytest.mark.parametrize("name", TREE)
def test_section_names_the_options_of_its_command(name):
    table = re.findall(r"^\| (`-[^|]+) \|", sections(COMMANDS)[name], flags=re.MULTILINE)

    assert {word for cell in table for word in re.findall(r"`(-[\w-]+)`", cell)} == options(
        TREE[name]
    )


@pytest.mark.parametrize("name", [n for n, c in TREE.items() if "--format" in options(c)])
def test_section_names_the_formats_of_its_command(name):
    formats = get_type_hints(inspect.unwrap(TREE[name].callback))["format_"]

    (cell,) = re.findall(r"^\| `--format` \| (.+) \|$", sections(COMMANDS)[name], re.MULTILINE)

    assert set(re.findall(r"`([a-z]+)`", cell)) == set(formats)


@pytest.mark.parametrize("name", TREE)
def test_every_command_option_and_argument_has_help(name):
    command = TREE[name]

    assert command.help
    assert all(param.help for param in command.params)


def test_exit_codes_are_those_of_the_errors():
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", COMMANDS, re.MULTILINE)}

    assert {cls.exit_code for cls in [HkgraphError, *HkgraphError.__subclasses__()]} <= listed
    assert listed == {0, 1, 2, 3, 4, 70, 130}


def test_every_setting_has_a_heading_with_its_default():
    defaults = {
        f"HKGRAPH_{name.upper()}": str(field.default)
        for name, field in Settings.model_fields.items()
    }
    told = {
        name: re.search(r"Default: (?:`([^`]+)`|none\.)", text)[1] or ""
        for name, text in sections(SETTINGS).items()
    }

    assert told == defaults


def test_every_setting_is_read_somewhere():
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src/hkgraph").rglob("*.py")
        if path.name != "settings.py"
    )

    assert [n for n in Settings.model_fields if not re.search(rf"settings\.{n}\b", source)] == []


def test_settings_follow_the_environment(monkeypatch):
    monkeypatch.setenv("HKGRAPH_KEEP_GENERATIONS", "7")

    assert Settings().keep_generations == 7
