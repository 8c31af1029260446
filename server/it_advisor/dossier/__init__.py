"""The decision record a team edits: one decision, many hands."""

from it_advisor.dossier.answers import DossierList, DossierReport, Revised
from it_advisor.dossier.requests import DossierRequest, DossierSearch, Revision, Start

__all__ = ["DossierList", "DossierReport", "DossierRequest", "DossierSearch", "Revised", "Revision", "Start"]
