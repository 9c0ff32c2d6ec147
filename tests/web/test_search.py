"""Suggestions while a name is typed, in a real browser."""

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.keys import Keys


@pytest.fixture
def field(window):
    window.open("/")
    return window.one("#big-q")


def path(window):
    return urlsplit(window.driver.current_url).path


def names(window):
    window.one(".suggestions li")
    return [element.text for element in window.all(".suggestions .name")]


def test_names_are_suggested_while_somebody_types(window, field):
    field.send_keys("lant")

    assert names(window)[0] == "Lantern Society"
    assert field.get_attribute("aria-expanded") == "true"


def test_a_suggestion_is_opened_by_keyboard(window, field):
    field.send_keys("lant")
    names(window)

    field.send_keys(Keys.ARROW_DOWN)
    option = window.one(f"#{field.get_attribute('aria-activedescendant')}")
    chosen = option.get_attribute("aria-selected"), option.get_attribute("role")
    field.send_keys(Keys.ENTER)

    assert chosen == ("true", "option")
    window.wait_for(lambda: path(window) == "/id/organisation/lantern-society")


def test_a_suggestion_is_opened_by_a_click(window, field):
    field.send_keys("mabel")
    names(window)

    window.one(".suggestions li").click()

    window.wait_for(lambda: path(window) == "/id/person/mabel-tang")


def test_without_a_choice_the_form_is_sent_as_it_is(window, field):
    field.send_keys("lant")
    names(window)

    field.send_keys(Keys.ENTER)

    window.wait_for(lambda: path(window) == "/search")


def test_escape_closes_the_list_and_keeps_the_words(window, field):
    field.send_keys("lant")
    names(window)

    field.send_keys(Keys.ESCAPE)

    window.wait_for(lambda: not window.all(".suggestions"))
    assert field.get_attribute("value") == "lant"
    assert field.get_attribute("aria-expanded") == "false"


def test_a_chinese_name_is_suggested_with_the_text_that_matched(window, field):
    field.send_keys("美寶")

    assert names(window) == ["Mabel Tang"]
    assert window.one(".suggestions .note").text == "鄧美寶 · person"


def test_markup_in_a_label_is_shown_as_text(window, field):
    field.send_keys("script")

    assert names(window) == ["<script>alert(1)</script>"]


def test_the_form_works_without_scripts(window):
    window.switch_scripts_off()
    window.open("/")

    window.one("#big-q").send_keys("lantern", Keys.ENTER)

    assert window.one("main mark").text == "Lantern"
    assert path(window) == "/search"


def test_suggestions_cause_no_complaint(window, field):
    field.send_keys("tang")
    names(window)

    assert window.complaints() == []
