"""Makes docs/filled-prompt.png, the picture of the demo's prompt: `.venv/bin/python -m docs.picture`, with Chromium.

The picture carries a digest of the text it shows, so that a test can tell when it is out of date.
"""

import asyncio
import hashlib
import html
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import yaml

from it_advisor.advisor import Advisor
from it_advisor.content import load
from it_advisor.recommendation import Recommendation, RecommendationRequest
from it_advisor.settings import Settings

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "filled-prompt.png"
LAST_SHOWN = "### 适用性分析\n"
SIZE = (1140, 1620)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEY = b"text-digest\0"
_STYLE = """
body { margin: 0; padding: 28px 30px; background: #e6ebf4; font: 15px/1.65 "Noto Sans CJK SC", sans-serif; color: #222 }
header { background: #1f4e79; color: #fff; padding: 16px 22px; border-radius: 12px 12px 0 0; font-size: 18px }
header small { margin-left: 14px; font-size: 14px; opacity: .9 }
pre { margin: 0; padding: 20px 24px 26px; background: #fff; border-radius: 0 0 12px 12px; font: inherit;
      white-space: pre-wrap; overflow-wrap: anywhere }
b { color: #1f4e79 } i { color: #1e6b52; font-style: normal; font-weight: bold }
"""


def main() -> None:
    answer = filled()
    with tempfile.TemporaryDirectory() as folder:
        page, raw = Path(folder) / "page.html", Path(folder) / "page.png"
        page.write_text(page_of(answer), "utf-8")
        _photograph(page, raw)
        PICTURE.write_bytes(_labelled(raw.read_bytes(), digest(text_of(answer))))


def filled() -> Recommendation:
    """The demo's prompt."""
    brief = yaml.safe_load((ROOT / "examples" / "demo-brief.yaml").read_text("utf-8"))
    answer = asyncio.run(Advisor(load(Settings())).recommend_it_systems(RecommendationRequest(**brief)))
    assert isinstance(answer, Recommendation)
    return answer


def text_of(answer: Recommendation) -> str:
    """What the picture shows of it: its beginning."""
    return answer.prompt.partition(LAST_SHOWN)[0] + "…"


def digest(text: str) -> str:
    """Of the text without the date and the digits of the fences, which change by the day."""
    lasting = re.sub(r"\d{4}-\d{2}-\d{2}。$|\b[0-9a-f]{12}\b", "", text, flags=re.MULTILINE)
    return hashlib.sha256(lasting.encode()).hexdigest()


def digest_in(picture: bytes) -> str:
    """The digest that a picture carries."""
    return picture.partition(_KEY)[2][:64].decode()


def page_of(answer: Recommendation) -> str:
    about = f"860 人药品批发与连锁药店 · 三年 1200–1500 万元 · 约 {round(answer.token_estimate, -2):,} tokens"
    text = html.escape(text_of(answer), quote=False)
    text = re.sub(r"^#+ .*$", r"<b>\g<0></b>", text, flags=re.MULTILINE)
    text = re.sub(r"^&lt;/?(?:brief|case)-.*$", r"<i>\g<0></i>", text, flags=re.MULTILINE)
    head = f"<header>recommend_it_systems<small>{about}</small></header>"
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{head}<pre>{text}</pre>"


def _photograph(page: Path, picture: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("needs chromium")
    window = f"--window-size={SIZE[0]},{SIZE[1]}"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", window)
    subprocess.run([browser, *options, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True)


def _labelled(picture: bytes, label: str) -> bytes:
    """The picture with a text chunk after its head, which is 25 bytes long."""
    chunk = b"tEXt" + _KEY + label.encode()
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    at = len(_SIGNATURE) + 25
    return picture[:at] + framed + picture[at:]


if __name__ == "__main__":
    main()
