"""`cim serve` and `cim slack` with settings that can't work, and with those that do."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.paths import ROOT
from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.watching import card_title
from tests.unit.channels.slack.made_up import SECRET, TOKEN

pytestmark = pytest.mark.server


def cim(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`cim` with nothing in its environment but what is given."""
    environment = {"PATH": "/usr/bin:/bin", "CIM_VAR": str(folder), **variables}
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.model
def test_a_wrong_setting_ends_the_start_with_a_sentence(model: Path, tmp_path: Path) -> None:
    ended = cim(tmp_path, "serve", "--port", "0", SLACK_BOT_TOKEN="xapp-1")
    assert ended.returncode != 0
    assert "SLACK_BOT_TOKEN: found an app-level token" in ended.stderr
    assert "SLACK_SIGNING_SECRET is not set" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_set_up_can_be_checked_before_the_server_runs(tmp_path: Path) -> None:
    assert "Slack is off: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET" in cim(tmp_path, "slack", "check").stderr
    there = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:1/"}
    ended = cim(tmp_path, "slack", "check", **there)
    assert ended.returncode == 1
    assert "Slack can't be reached" in ended.stderr


def test_only_the_answers_of_a_batch_can_be_posted(tmp_path: Path) -> None:
    sheet = tmp_path / "leas.csv"
    sheet.write_text("LEA,Elements\nOak Valley,4\n", encoding="utf-8")
    there = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": "http://127.0.0.1:1/"}
    ended = cim(tmp_path, "slack", "table", str(sheet), "C0TEAM", **there)
    assert ended.returncode == 2
    assert "There is no column monitoring_year" in ended.stderr


@pytest.mark.asyncio(loop_scope="module")
async def test_the_answers_of_a_batch_are_posted_as_a_table(slack: FakeSlack, tmp_path: Path) -> None:
    """The commands of docs/slack.md, from the check to the table."""
    there = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{slack.url}/api/"}

    async def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return await asyncio.to_thread(cim, tmp_path, *arguments, **there)

    sheet, answers = tmp_path / "LEAS.csv", tmp_path / "ANSWERS.csv"
    sheet.write_text("LEA,monitoring_year,elements_not_met\nOak Valley,2023,4\nCedar Ridge,2023,0\n", "utf-8")
    assert "ready in the workspace 'Our SELPA'" in (await run("slack", "check")).stdout
    assert (await run("batch", str(sheet), "-o", str(answers))).returncode == 0
    ended = await run("slack", "table", str(answers), "C0TEAM", "--title", "Levels, spring 2023")
    assert "Posted 2 LEAs to C0TEAM" in ended.stderr
    (posted,) = slack.at("C0TEAM")
    assert card_title(posted) == "Levels, spring 2023"
    assert "Oak Valley   2023" in posted.says()

    ended = await run("slack", "table", str(answers), "C0ELSEWHERE")
    assert (ended.returncode, "Is the app a member of that channel?" in ended.stderr) == (1, True)
