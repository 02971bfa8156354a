"""The page in a real browser: it reads, switches language, fits a phone, and lets nothing in or out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conformance.reporting import html, write

from .conftest import Site
from .hostile import not_conform
from .samples import conform

pytestmark = pytest.mark.browser

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

#: What a finger has to hit; links within a sentence are exempt.
TARGETS = "summary, button, input[type=search], .switch label, nav a"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; nothing is downloaded."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield running
        running.close()


@contextmanager
def _opened(browser: Any, address: str, **options: Any) -> Iterator[tuple[Any, list[str], list[str]]]:
    """The page, with what the console said and which addresses it wanted to fetch."""
    context = browser.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    try:
        yield page, said, asked
    finally:
        context.close()


@pytest.fixture
def address(site: Site) -> str:
    """Where the bad report, with all its hostile content, can be opened."""
    write(not_conform(), site.directory)
    return f"{site.address}/index.html"


def test_nothing_runs_but_our_own_script(browser: Any, address: str) -> None:
    """Markup in answers stays text, the console stays quiet, and only the page itself is fetched."""
    with _opened(browser, address) as (page, said, asked):
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")

        assert page.evaluate("window.broken") is None
        assert page.locator("#injected, img, iframe, object").count() == 0
        assert page.get_by_text("onerror=").first.is_visible()
        assert (said, asked) == ([], [address])


def test_markup_that_got_through_would_still_not_run(browser: Any, site: Site) -> None:
    """The policy is a second wall: here the first one is taken away."""
    hole = '<script>window.broken = true</script><img src="/x" onerror="window.broken = true">'
    (site.directory / "hole.html").write_text(html.render(conform()).replace("</main>", hole + "</main>"), "utf-8")

    with _opened(browser, f"{site.address}/hole.html") as (page, said, _):
        assert page.locator("main img").count() == 1
        assert page.evaluate("window.broken") is None
        assert any("Content Security Policy" in each for each in said)
        assert site.asked == ["/hole.html"]


@pytest.mark.parametrize("scripted", [True, False])
def test_the_language_switches_with_and_without_javascript(browser: Any, address: str, scripted: bool) -> None:
    """One language shows at a time, and all of the report is there in both."""
    with _opened(browser, address, java_script_enabled=scripted) as (page, _, _):
        dutch = page.get_by_role("heading", name="Wat eerst te herstellen")
        english = page.get_by_role("heading", name="What to repair first")
        assert (dutch.count(), english.count()) == (1, 0)

        page.get_by_text("English", exact=True).click()

        assert (dutch.count(), english.count()) == (0, 1)
        assert page.locator("span[lang=nl]:visible").count() == 0
        assert page.locator("span[lang=en]:visible").count() > 50


def test_the_document_says_which_language_it_is_in(browser: Any, address: str) -> None:
    """Screen readers choose their voice by it, and the title follows; the keyboard can do it."""
    with _opened(browser, address) as (page, _, _):
        assert page.evaluate("document.documentElement.lang") == "nl"
        assert "is niet conform" in page.title()

        page.get_by_role("radio", name="Nederlands").press("ArrowRight")

        assert page.evaluate("document.documentElement.lang") == "en"
        assert "is not conformant" in page.title()


def test_without_javascript_all_can_be_read_and_filtered(browser: Any, address: str) -> None:
    """Details open, the filter filters, and controls that need a script do not show."""
    with _opened(browser, address, java_script_enabled=False) as (page, _, _):
        exchange = page.locator("article details.exchange").first
        exchange.locator("summary").click()
        assert exchange.get_by_text("curl -sS").first.is_visible()
        assert page.locator("#search").is_hidden()

        row = page.locator("#requirement-KCT-11")
        assert row.is_visible()
        page.get_by_text("wat aandacht vraagt", exact=True).click()
        assert row.is_visible()


def test_the_filters_leave_what_was_asked_for(browser: Any, site: Site) -> None:
    """By attention and by words; groups without a match disappear."""
    write(not_conform(), site.directory)
    with _opened(browser, f"{site.address}/index.html") as (page, _, _):
        page.locator("#search").fill("persoon zonder bsn")
        assert page.locator("#requirements tbody tr:visible").count() == 1
        assert page.locator("#requirements details.group:visible").count() == 1
        page.locator("#search").fill("")
        assert page.locator("#requirements tbody tr:visible").count() == len(not_conform().requirements)

    write(conform(), site.directory)
    with _opened(browser, f"{site.address}/index.html") as (page, _, _):
        page.get_by_text("wat aandacht vraagt", exact=True).click()
        assert page.locator("#requirements details.group:visible").count() == 0


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_it_fits_without_sideways_scrolling(browser: Any, address: str, width: int) -> None:
    """With everything unfolded, at the width of a phone, a tablet and a desk."""
    with _opened(browser, address, viewport={"width": width, "height": 800}) as (page, _, _):
        for language in ("nl", "en"):
            page.locator(f"#language-{language}").check(force=True)
            page.get_by_role("button").first.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_to_a_message_unfolds_it(browser: Any, address: str) -> None:
    """Who follows a number lands on the message, not on a closed fold."""
    with _opened(browser, address) as (page, _, _):
        target = page.locator("#exchange-3")
        assert not target.is_visible()
        page.locator('a[href="#exchange-3"]').first.click()
        assert target.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(browser: Any, address: str, scheme: str) -> None:
    """At least 4.5 to 1 for each pair of text colour and background that occurs, in both schemes."""
    with _opened(browser, address, color_scheme=scheme) as (page, _, _):
        page.get_by_role("button").first.click()
        pairs = page.evaluate(_COLOURS)

    assert len(pairs) > 8
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []


def test_a_long_list_of_repairs_is_folded_and_complete(browser: Any, tmp_path: Path) -> None:
    """The page stays readable, and everything is one click away."""
    report = not_conform()
    many = tuple(replace(report.findings[3], requirement=f"X-{number}") for number in range(60))
    file = tmp_path / "index.html"
    file.write_text(html.render(replace(report, findings=many, residue=())), encoding="utf-8")
    with _opened(browser, file.as_uri(), viewport={"width": 1280, "height": 800}) as (page, _, _):
        seen = page.locator("#repairs .card").filter(visible=True)
        assert seen.count() == html.MOST_CARDS
        page.get_by_text(f"{60 - html.MOST_CARDS} andere punten om te herstellen").click()
        assert seen.count() == 60


def test_what_can_be_pressed_is_big_enough(browser: Any, address: str) -> None:
    """At least 24 by 24 CSS pixels, but for links within a sentence."""
    with _opened(browser, address, viewport={"width": 320, "height": 800}) as (page, _, _):
        page.get_by_role("button").first.click()
        for part in page.locator(TARGETS).filter(visible=True).all():
            box = part.bounding_box()
            assert min(box["width"], box["height"]) >= 24, part.inner_text()


#: Per visible piece of text its colour and the nearest background, as [r, g, b] each.
_COLOURS = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const colour = rgb(getComputedStyle(element).color);
    let behind = element, back = rgb(getComputedStyle(behind).backgroundColor);
    while (back.length === 4 && back[3] === 0 && behind.parentElement) {
      behind = behind.parentElement;
      back = rgb(getComputedStyle(behind).backgroundColor);
    }
    found.set([colour, back].join(), [colour.slice(0, 3), back.slice(0, 3)]);
  }
  return [...found.values()];
}"""


def _contrast(one: list[float], other: list[float]) -> float:
    """The contrast ratio of WCAG 2.2 between two sRGB colours."""

    def luminance(colour: list[float]) -> float:
        parts = [part / 255 for part in colour]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
