"""Ways in: parse, run, shape; nothing else."""
