"""What a person never sees and a browser tells all the same: messages of the console, forbidden addresses, pages that jump."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from playwright.sync_api import BrowserContext, ConsoleMessage, Page

# Runs before every page: forbidden addresses become messages of the console, and every shift of the layout that no hand brought
# about is added up.
TELL = """(() => {
window.shifted = 0;
window.shifts = [];
const named = (node) => `${node?.nodeName}.${node?.className?.baseVal ?? node?.className}`;
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.shifted += entry.value;
    window.shifts.push(entry.sources.map((source) => named(source.node)).join(" "));
  }
}).observe({ type: "layout-shift", buffered: true });
})();"""
GRAVE = {"serious", "critical"}


@dataclass
class Watch:
    """Everything that the pages of a browser have complained about; `allowed` are parts of complaints that a test expects."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Listen to all the pages of a context, those to come included."""
        context.add_init_script(TELL)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text} ({message.page and message.page.url})")

    def allow(self, *parts: str) -> None:
        """Expect complaints with these words in them from now on."""
        self.allowed += parts

    def unexpected(self) -> list[str]:
        """What nobody expected."""
        return [said for said in self.complaints if not any(part in said for part in self.allowed)]


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def grave_findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands now, serious and critical findings only, each with the elements concerned."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then((results) => results.violations)")
    return [
        f"{page.url} {rule['id']} ({rule['impact']}): {rule['help']}: "
        + " | ".join(f"{node['target']} {node['html'][:140]} {_why(node)}" for node in rule["nodes"][:4])
        for rule in found
        if rule["impact"] in GRAVE
    ]


def _why(node: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])[:200]


def shifted(page: Page) -> float:
    """The sum of the scores of all layout shifts since the page was opened, without those that followed a press."""
    return float(page.evaluate("window.shifted"))


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
