"""A browser's window as a person has it."""

import json
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 20
MOST_STOPS = 60
CODE = "document.querySelector('.active .CodeMirror').CodeMirror"


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

    def point_at(self, selector):
        ActionChains(self.driver).move_to_element(self.one(selector)).perform()

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
