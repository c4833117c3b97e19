"""What is said to do something about a problem, and what only has the same names."""

import pytest

from sales.solving import solves
from tests.sales.make import product, relation

MACHINE = product("MACHINE", "400", name="Pressa Uno", category="coffee-machines")
CARE = product("CARE", name="Pressa milk cleaner", benefits=("no sour smell", "rinses in a minute"))
CLEANS = relation("CARE", "MACHINE", reason="keeps the milk parts from smelling sour")


@pytest.mark.parametrize(
    "problem", ["the pump is very loud", "my coffee machine keeps leaking", "", "it does not work", "the milk is cold"]
)
def test_another_problem_is_not_solved(problem: str) -> None:
    assert not solves(problem, CARE, CLEANS, MACHINE)


@pytest.mark.parametrize("problem", ["the foam smells sour", "there is a smell"])
def test_the_very_problem_is_solved(problem: str) -> None:
    assert solves(problem, CARE, CLEANS, MACHINE)
