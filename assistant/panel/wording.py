"""What the panel's server side itself says to a user."""

from rules_engine import FactError

NO_YEAR = "Tell the year of your letter first: without it there are no rules to try another answer on."
NO_SUCH_FACT = "That answer can't be changed here. Please choose one from the list."
NO_SUCH_YEAR = "There are no rules for that year. Please choose one from the list."


def refused(name: str, error: FactError) -> str:
    """Why a value can't be tried for the fact called `name`."""
    return f"{name}: {error.problem}. Please choose another value."
