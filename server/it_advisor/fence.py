"""The marks around text that somebody else wrote."""

import hashlib
import re
import unicodedata

_DIGITS = 12
_HAN = re.compile("[\u4e00-\u9fff]+")  # no digit in any width, so that nobody need fold them


def fence(*texts: str) -> str:
    """Twelve hexadecimal digits that occur in none of the texts, in no case or width; the same for the same texts.

    Data travels between `<brief-…>` and `</brief-…>` marks that carry it, so that no data
    can close its own envelope.
    """
    joined = "\0".join(texts)
    read = unicodedata.normalize("NFKC", _HAN.sub("\0", joined)).casefold()
    mark = hashlib.sha256(joined.encode()).hexdigest()
    while mark[:_DIGITS] in read:
        mark = hashlib.sha256(mark.encode()).hexdigest()
    return mark[:_DIGITS]
