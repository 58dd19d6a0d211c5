# SPDX-License-Identifier: GPL-3.0-only
"""Opens an ONNX file in Netron in a headless Chromium and says as JSON what is drawn: how many nodes and edges, and
nodes of some operators, and the errors of the page. Nothing outside this machine is asked for.
usage: netron_view.py MODEL PICTURE CHROMIUM"""
import json
import sys

import netron
from playwright.sync_api import sync_playwright

MILLISECONDS = 90_000
OPERATORS = ("Conv", "Relu", "Add", "Gemm")


def view(model, picture, chromium):
    host, port = netron.start(model, ("127.0.0.1", 0), browse=False)
    address = f"http://{host}:{port}/"
    errors = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 620})
        # Its own counting of visitors and its look for newer versions: answered with nothing.
        page.route(lambda url: not url.startswith(address), lambda route: route.fulfill(status=200, body=""))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        consent = page.get_by_text("Accept")
        page.locator("g.node").or_(consent).first.wait_for(timeout=MILLISECONDS)
        if consent.is_visible():
            consent.click()
        page.wait_for_selector("g.node", timeout=MILLISECONDS)
        page.wait_for_selector("path.edge-path", state="attached", timeout=MILLISECONDS)
        nodes = page.locator("g.node")
        result = {
            "nodes": nodes.count(),
            "edges": page.locator("path.edge-path").count(),
            "operators": {name: nodes.filter(has=page.get_by_text(name, exact=True)).count() for name in OPERATORS},
            "errors": errors,
        }
        page.screenshot(path=picture)
        browser.close()
    netron.stop((host, port))
    return result


print("drawn: " + json.dumps(view(*sys.argv[1:])))  # Netron prints lines of its own
