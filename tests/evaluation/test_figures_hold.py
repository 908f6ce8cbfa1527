"""How well the assistant understands doesn't fall unnoticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rasa.core.agent import Agent


@pytest.mark.model
async def test_no_figure_is_more_than_a_point_below_the_recorded_one(agent: Agent) -> None:
    """Where one is: `cim evaluate` shows what failed. Figures are recorded anew only with a reason in the commit."""
    from assistant.evaluation.figures import as_numbers, calibration, figures
    from assistant.evaluation.measuring import fallen, measure, recorded_figures
    from assistant.evaluation.messages import read_messages

    messages, recorded = read_messages(), recorded_figures()
    assert len(messages) == recorded["messages"], "the messages have changed: cim evaluate --record"
    judged = await measure(agent, messages)
    assert fallen(as_numbers(figures(judged), calibration(judged)[0]), recorded["figures"]) == []
