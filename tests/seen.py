"""What a browser would make of a page, without one."""

from html.parser import HTMLParser

HOSTILE = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"
"""Whatever field it is typed into, it may only come out as text."""


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [about for name, about in self.tags if name == tag]
