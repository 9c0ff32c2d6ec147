"""Chromium before the real server, which answers from the sample store on a real port."""

import contextlib
import shutil
import socket
import threading
import time

import pytest
import uvicorn
from selenium import webdriver

from hkgraph.server.app import create_app
from hkgraph.server.query_pages import EDITOR
from hkgraph.settings import Settings
from server.sample_store import SAMPLE, publish
from web.machine import need
from web.window import Window

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
""".split()


@contextlib.contextmanager
def serving(store, **settings):
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(store, Settings(store=store, **settings))
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
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    publish(folder, SAMPLE.read_bytes())
    return folder


@pytest.fixture(scope="session")
def address(store):
    """Where the server answers."""
    with serving(store) as address:
        yield address


@pytest.fixture
def frugal_address(store):
    """Where a server answers that breaks off at a megabyte."""
    with serving(store, result_megabytes=1) as address:
        yield address


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


@pytest.fixture
def window(driver, address):
    """A fresh window: nothing kept from another test."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.get(address + "/search")
    driver.execute_cdp_cmd(
        "Storage.clearDataForOrigin", {"origin": address, "storageTypes": "local_storage"}
    )
    driver.get_log("browser")
    driver.get_log("performance")
    return Window(driver, address)
