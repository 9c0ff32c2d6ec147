"""Reviewing in a real browser: keys, the token, a phone, and no scripts."""

import pytest
from selenium.webdriver.common.by import By

from doubtful import build_doubtful
from hkgraph.identity.judgements import Verdict
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile
from hkgraph.store.tokens import Tokens
from web.conftest import serving


@pytest.fixture
def doubtful(new_store):
    return build_doubtful(new_store("doubtful"))


@pytest.fixture
def token(doubtful):
    return Tokens(StoreDir(doubtful.path)).create("jane")


@pytest.fixture
def page(window, doubtful):
    with serving(doubtful.path) as window.address:
        window.open("/review")
        yield window


def standing(store):
    return [one.verdict for one in JudgementFile(store.path).load().standing]


def asked(window):
    return window.driver.find_element(By.NAME, "question").get_attribute("value")


def test_one_key_answers_once_the_token_is_typed_and_one_undoes(page, doubtful, token):
    first = asked(page)
    page.one("#answer [name=token]").send_keys(token)
    page.run_script("document.activeElement.blur()")

    page.press("n")
    page.wait_for(lambda: standing(doubtful) == [Verdict.NO])
    page.wait_for(lambda: first not in page.driver.page_source)
    page.press("z")

    page.wait_for(lambda: standing(doubtful) == [])
    page.wait_for(lambda: asked(page) == first)
    assert token not in page.driver.current_url
    assert page.complaints() == []


def test_keys_are_no_answers_while_somebody_types(page, doubtful, token):
    page.one("#answer [name=token]").send_keys(token)

    page.one("#answer [name=why]").send_keys("yn")

    assert page.one("#answer [name=why]").get_attribute("value") == "yn"
    assert standing(doubtful) == []


def test_the_form_works_without_scripts(page, doubtful, token):
    page.switch_scripts_off()
    page.open("/review")
    page.one("#answer [name=token]").send_keys(token)

    page.one("#answer [value=yes]").click()

    page.wait_for(lambda: standing(doubtful) == [Verdict.YES])


def test_a_phone_shows_both_sides_without_scrolling_sideways(page):
    page.set_width(360)
    page.open("/review")

    assert len(page.all(".side")) == 2
    assert page.run_script("return document.documentElement.scrollWidth") <= 360
