"""The marks around text that somebody else wrote."""

import hashlib
import unicodedata

_DIGITS = 12


def fence(*texts: str) -> str:
    """Twelve hexadecimal digits that occur in none of the texts, in no case or width; the same for the same texts.

    Data travels between `<brief-…>` and `</brief-…>` marks that carry it, so that no data
    can close its own envelope.
    """
    joined = "\0".join(texts)
    read = unicodedata.normalize("NFKC", joined).casefold()
    mark = hashlib.sha256(joined.encode()).hexdigest()
    while mark[:_DIGITS] in read:
        mark = hashlib.sha256(mark.encode()).hexdigest()
    return mark[:_DIGITS]
