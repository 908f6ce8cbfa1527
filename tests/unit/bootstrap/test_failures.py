"""A failure is one line that says what is wrong and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from bootstrap.failures import CAUSES, SetupError, explain, explain_os_error, require_space

# What the tools print, as seen; addresses are made up.
SEEN = {
    "Failed to install: spacy\n  cause: failed to copy file: No space left on device (os error 28)": "disk is full",
    "npm error code ENOSPC\nnpm error nospc There appears to be insufficient space": "disk is full",
    "error sending request for url (https://index.invalid/simple/yarl/)\n  cause: dns error": "can't be reached",
    (
        "WARNING: Retrying after connection broken by 'NewConnectionError(... Name or service not known')'\n"
        "ERROR: No matching distribution found for uv==0.13.9"
    ): "can't be reached",
    "npm error code EAI_AGAIN\nnpm error request to https://index.invalid failed": "can't be reached",
    "error: Request failed after 3 retries\n  cause: operation timed out": "can't be reached",
    "error sending request for url\n  cause: invalid peer certificate: UnknownIssuer": "certificate",
    "npm error code SELF_SIGNED_CERT_IN_CHAIN": "certificate",
    "SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')": "certificate",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": "not the one that the lock names",
    "error: Hash mismatch for `six==1.17.0`": "not the one that the lock names",
    "npm error code EINTEGRITY": "not the one that the lock names",
    "  cause: HTTP status client error (401 Unauthorized) for url": "refused access",
    "Because tensorflow-cpu==2.12.0 has no wheels with a matching platform tag": "not to be had",
    "error: failed to create directory: Permission denied (os error 13)": "can't be written",
}


@pytest.mark.parametrize(("output", "words"), SEEN.items())
def test_known_causes_are_recognised_in_what_the_tools_print(output: str, words: str) -> None:
    message = explain("Installing the packages", output)
    assert words in message
    assert "\n" not in message


def test_an_unknown_cause_names_what_failed() -> None:
    assert explain("Building the page", "src/chat.ts(3,1): error TS1005").startswith("Building the page failed.")


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.message[:30])
def test_every_message_is_one_line_and_ends_as_a_sentence(cause: object) -> None:
    message = getattr(cause, "message", "")
    assert "\n" not in message
    assert message.endswith(".")


def test_too_little_disk_is_said_before_anything_is_downloaded(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"needs about .* GB .* are free"):
        require_space(tmp_path, 10**9)


def test_enough_disk_is_not_remarked_on(tmp_path: Path) -> None:
    require_space(tmp_path, 0)


def test_a_full_disk_in_our_own_writing_is_said_in_the_same_words() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", ".tools/stamps/uv")
    assert "disk is full (.tools/stamps/uv)" in explain_os_error(error)


def test_a_file_that_is_not_ours_is_named() -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "build/setup.log")
    assert explain_os_error(error).startswith("Permission denied (build/setup.log).")
