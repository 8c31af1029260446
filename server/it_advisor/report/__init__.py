"""A recommendation report: the fixed headings it is written by, and how any report is read."""

from it_advisor.report.headings import HEADINGS, ROLES, Role

__all__ = ["HEADINGS", "ROLES", "Role"]
