"""Chromium before the real server, which answers from the sample store on a real port."""

import json
import os
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from hkgraph.server.app import create_app
from hkgraph.server.query_pages import EDITOR
from hkgraph.settings import Settings
from server.sample_store import SAMPLE, publish

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
""".split()
PATIENCE = 20
MOST_STOPS = 60
CODE = "document.querySelector('.active .CodeMirror').CodeMirror"


def need(what, *, is_there):
    """Leave a test out where it cannot run; on the machine that decides, that is a failure."""
    if is_there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the server answers."""
    store = tmp_path_factory.mktemp("store")
    publish(store, SAMPLE.read_bytes())
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(store, Settings(store=store))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    need("chromium (apt: chromium)", is_there=CHROMIUM)
    need("chromedriver (apt: chromium-driver)", is_there=DRIVER)
    need("the editor that `make editor` builds", is_there=EDITOR.exists())
    downloads = tmp_path_factory.mktemp("downloads")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.downloads = downloads
    yield driver
    driver.quit()


class Window:
    """A window as a person has it: something typed, something seen."""

    def __init__(self, driver, address):
        self.driver = driver
        self.address = address

    def open(self, path="/query"):
        self.driver.get(self.address + path)

    def set_width(self, pixels):
        metrics = {"width": pixels, "height": 780, "deviceScaleFactor": 1, "mobile": True}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def switch_scripts_off(self):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})

    def all(self, selector):
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return [element for element in found if element.is_displayed()]

    def one(self, selector):
        """Give the element that is seen, when it is."""
        patience = WebDriverWait(self.driver, PATIENCE)
        return patience.until(lambda _: self.all(selector), f"never seen: {selector}")[0]

    def wait_for(self, condition):
        return WebDriverWait(self.driver, PATIENCE).until(lambda _: condition())

    def type(self, query):
        self.run_script(
            "document.querySelector('.active .CodeMirror').CodeMirror.setValue(arguments[0])", query
        )

    def ask(self, query):
        self.type(query)
        self.one(".active .yasqe_queryButton").click()

    def press(self, *keys):
        """Press keys together, wherever the focus is."""
        chord = ActionChains(self.driver)
        for key in keys:
            chord.key_down(key)
        for key in reversed(keys):
            chord.key_up(key)
        chord.perform()

    def tab_to(self, selector):
        """Press Tab until the focus is inside what is selected."""
        inside = f"return document.activeElement.closest({selector!r}) !== null"
        for _ in range(MOST_STOPS):
            if self.run_script(inside):
                return
            self.press(Keys.TAB)
        pytest.fail(f"Tab never reaches {selector}")

    def rows(self):
        self.one(".active .result tbody tr")
        lines = self.all(".active .result tbody tr")
        return [[td.text for td in line.find_elements(By.TAG_NAME, "td")] for line in lines]

    def text(self):
        return self.run_script(f"return {CODE}.getValue()")

    def run_script(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def requests(self):
        """Give the addresses that were asked for since this was last called."""
        entries = [json.loads(e["message"])["message"] for e in self.driver.get_log("performance")]
        sent = [e["params"] for e in entries if e["method"] == "Network.requestWillBeSent"]
        return [params["request"]["url"] for params in sent]

    def complaints(self):
        """Give what the browser's console holds: errors, and what the policy forbade."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def download(self, name):
        path = Path(self.driver.downloads) / name
        self.wait_for(path.exists)
        return path.read_bytes().decode()


@pytest.fixture
def window(driver, address):
    """A fresh window: nothing kept from another test."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.get(address + "/static/icon.svg")
    driver.execute_cdp_cmd(
        "Storage.clearDataForOrigin", {"origin": address, "storageTypes": "local_storage"}
    )
    driver.get_log("browser")
    driver.get_log("performance")
    return Window(driver, address)
