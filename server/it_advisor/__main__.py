"""`python -m it_advisor` is the command `it-advisor`."""

from it_advisor.doors.cli import main

main()
