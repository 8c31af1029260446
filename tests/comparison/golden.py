"""Writes golden.json: what pymcdm 1.4.0 answers to 30 drawn problems.

Run once in an environment of its own; the tests read only the file:
    pip install pymcdm==1.4.0 && python tests/comparison/golden.py

TOPSIS is taken with vector normalisation. SPOTIS, whose bounds are declared as our scales
are, measures the weighted distance from the best ends: our points are 100 x (1 - SPOTIS).
"""

import json
from pathlib import Path

import numpy as np
from pymcdm.methods import SPOTIS, TOPSIS
from pymcdm.normalizations import vector_normalization
from pymcdm.weights.subjective import AHP


def ranking_problem(draw: np.random.Generator) -> dict[str, object]:
    options, criteria = draw.integers(2, 9), draw.integers(1, 9)
    tops = draw.choice([1.0, 5.0, 10.0, 500.0], criteria)
    scores = np.round(draw.uniform(0.01, 1, (options, criteria)) * tops, 4)
    weights = draw.dirichlet(np.ones(criteria))
    signs = draw.choice([1, -1], criteria)
    bounds = np.stack([np.zeros(criteria), tops], axis=1)
    return {
        "weights": weights.tolist(),
        "signs": signs.tolist(),
        "tops": tops.tolist(),
        "scores": scores.tolist(),
        "spotis": SPOTIS(bounds)(scores, weights, signs).tolist(),
        "topsis": TOPSIS(vector_normalization)(scores, weights, signs).tolist(),
    }


def judgement_problem(draw: np.random.Generator) -> dict[str, object]:
    size = draw.integers(2, 10)
    matrix = np.ones((size, size))
    for row, column in zip(*np.triu_indices(size, 1), strict=True):
        matrix[row, column] = float(draw.integers(1, 10)) ** draw.choice([-1, 1])
        matrix[column, row] = 1 / matrix[row, column]
    return {"matrix": matrix.tolist(), "weights": AHP(matrix=matrix)().tolist()}


if __name__ == "__main__":
    draw = np.random.default_rng(20261123)
    golden = {
        "rankings": [ranking_problem(draw) for _ in range(20)],
        "judgements": [judgement_problem(draw) for _ in range(10)],
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(golden).replace("}, {", "},\n{") + "\n", encoding="utf-8")
