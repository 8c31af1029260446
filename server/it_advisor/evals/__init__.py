"""How well a model works with us: which of our tools it calls first, and how good a report our prompt gets from it."""
