"""Many organisations in one file, one a row: each is asked for by itself, and a bad row harms no other."""

from it_advisor.batch.reading import KINDS, MOST_BYTES, MOST_ROWS, Kind, Reading, kind_of, read
from it_advisor.batch.row import Row

__all__ = ["KINDS", "MOST_BYTES", "MOST_ROWS", "Kind", "Reading", "Row", "kind_of", "read"]
