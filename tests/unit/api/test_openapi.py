"""The API against its own document, with requests that a tool makes up from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is no part of this environment")

# Facts may have the right form and still contradict each other, or lie outside what is possible.
CONFIG = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 404, 422]
"""


def test_no_made_up_request_finds_an_answer_that_is_not_documented(api: str, tmp_path: Path) -> None:
    """Valid and invalid requests for every operation; statuses, headers, media types and bodies as documented."""
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG, "utf-8")
    options = ["--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", "15"]
    options += ["--seed", "2023", "--generation-deterministic", "--no-color"]

    run = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config)),
            *("run", f"http://{api}/api/v1/openapi.json", *options),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "Selected: 5/5" in run.stdout  # all but the document itself
