"""One candidate of `python -m benchmarks pipelines`, in its own process: `train` makes its model, `judge` tries it.

Its own process, since what is imported for one candidate would count for the next.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from assistant.paths import CONFIG, DOMAIN, TRAINING_DATA
from benchmarks.candidates import CANDIDATES, Candidate

if TYPE_CHECKING:
    from assistant.evaluation.judging import Judged

__all__ = ["config_of", "figures_of"]


def config_of(candidate: Candidate) -> dict[str, Any]:
    """What config.yml would be with this candidate; the language model's part of it."""
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    return {"recipe": config["recipe"], "language": "en", "pipeline": candidate.pipeline(config["pipeline"])}


def figures_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """What is compared, as plain numbers: shares from 0 to 1 and seconds."""
    from assistant.evaluation.figures import calibration, figures, percentile

    shares = figures(judged)
    seconds = [one.outcome.seconds for one in judged]
    return {
        **{name: shares[name].value for name in ("named", "out_of_scope", "out_of_scope_said", "not_lost")},
        "calibration_error": calibration(judged)[0],
        "p50": percentile(seconds, 50),
        "p95": percentile(seconds, 95),
        "counts": {"inside": shares["named"].of, "outside": shares["out_of_scope"].of},
    }


def train(candidate: Candidate, folder: Path) -> None:
    """Put the candidate's model into `folder`."""
    from rasa.model_training import train_nlu

    folder.mkdir(parents=True, exist_ok=True)
    config = folder / f"{candidate.id}.yml"
    config.write_text(yaml.safe_dump(config_of(candidate), sort_keys=False), encoding="utf-8")
    data = str(TRAINING_DATA / "nlu")
    train_nlu(str(config), data, str(folder), fixed_model_name=candidate.id, domain=str(DOMAIN))


def judge(candidate: Candidate, folder: Path) -> Mapping[str, Any]:
    """Load the candidate's model and try the held-out messages on it."""
    started = time.process_time()
    if candidate.is_light:
        from assistant.rasa_lite import import_rasa_lite

        import_rasa_lite()
    from assistant.cli.quiet import quiet_libraries

    quiet_libraries()
    from actions.conversation import rulebook
    from actions.guard import without_pupil_data
    from assistant.agent import load_agent
    from assistant.evaluation.judging import judge as judged_as
    from assistant.evaluation.listening import named_alone
    from assistant.evaluation.messages import read_messages

    agent = load_agent(folder / f"{candidate.id}.tar.gz")
    asyncio.run(agent.parse_message("hello"))
    start, memory = time.process_time() - started, _megabytes()

    async def tried() -> list[Judged]:
        judged = []
        for message in read_messages():
            began = time.process_time()
            parsed = await agent.parse_message(without_pupil_data(message.text.lstrip("/")))
            outcome = named_alone(parsed, time.process_time() - began)
            judged.append(judged_as(message, outcome, rulebook().vocabulary))
        return judged

    return {**figures_of(asyncio.run(tried())), "start": start, "memory": memory}


def _megabytes() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main(what: str, id_: str, folder: str) -> None:
    """Do `what`; figures are printed as JSON on the last line."""
    candidate = next(one for one in CANDIDATES if one.id == id_)
    if what == "train":
        train(candidate, Path(folder))
    else:
        print(json.dumps(judge(candidate, Path(folder))))


if __name__ == "__main__":
    main(*sys.argv[1:])
