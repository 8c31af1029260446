"""One module a step, each named by its place in the order."""
