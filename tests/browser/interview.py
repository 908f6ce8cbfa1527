"""A whole interview for tests: which answer belongs to which question of the assistant."""

from __future__ import annotations

import yaml

from assistant.paths import ROOT

FACTS = yaml.safe_load((ROOT / "actions" / "content" / "en" / "facts.yml").read_text(encoding="utf-8"))

# Three elements not met and nothing else: Targeted Level 2 in 2023.
ANSWERS = {
    "monitoring_year": "2023",
    "lea_type": "School district",
    "students_with_disabilities": "1,200",
    "elements_not_met": "3",
    "disproportionate_years": "Not at all",
    "intensive_evaluation_percent": "Not ranked",
    "preschool_intensive_evaluation_percent": "Not ranked",
    "lowest_lre_percent": "Not ranked",
    "significantly_disproportionate": "No",
}
LEVEL = "Targeted Level 2"


def asked_for(text: str) -> str | None:
    """The id of the fact that a message of the assistant asks for; None when it asks for none."""
    plain = " ".join(text.split())
    return next((fact for fact in ANSWERS if " ".join(FACTS[fact]["question"].split()) in plain), None)
