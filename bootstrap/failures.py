"""Turns the output of pip, uv and npm into one line that says what is wrong and what to do."""

from __future__ import annotations

import errno
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

AGAIN = "then run the same command again: it goes on from here"


class SetupError(Exception):
    """Set-up can't go on. The text is for the person at the keyboard: what is wrong, and what to do."""

    def __init__(self, message: str, *, show_log: bool = False) -> None:
        super().__init__(message)
        self.show_log = show_log


class CommandError(Exception):
    """A command ended with an error; `output` is what it printed."""

    def __init__(self, output: str, code: int) -> None:
        super().__init__(f"exit code {code}")
        self.output = output
        self.code = code


@dataclass(frozen=True)
class Cause:
    signs: re.Pattern[str]
    message: str


def _cause(signs: str, message: str) -> Cause:
    return Cause(re.compile(signs, re.IGNORECASE), message)


# In this order: a full disk or a bad certificate shows up as a failed download too, and that as a package not found.
CAUSES = (
    _cause(
        r"no space left on device|os error 28\b|ENOSPC|disk quota exceeded",
        f"The disk is full. Free about 3 GB, {AGAIN}.",
    ),
    _cause(
        r"do not match the hashes|hash mismatch|integrity checksum failed|EINTEGRITY",
        "A downloaded package is not the one that the lock names, so it was not installed. "
        "If it happens again, the index or a proxy in between changes packages: don't use it.",
    ),
    _cause(
        r"certificate_verify_failed|certificate verify failed|invalid peer certificate|unknownissuer"
        r"|self[-_ ]signed[-_ ]cert|unable_to_verify_leaf|unable_to_get_issuer_cert",
        "The package index's certificate is not trusted here. "
        f"Set SSL_CERT_FILE to your organisation's certificates (a PEM file), {AGAIN}.",
    ),
    _cause(
        r"\b401 unauthorized|\b403 forbidden|\b407 proxy|status code:? 40[137]|E40[13]\b",
        "The package index or the proxy refused access. Check the index address and the password "
        f"in pip's and npm's settings, {AGAIN}.",
    ),
    _cause(
        r"name or service not known|temporary failure in name resolution|could ?n.t resolve|dns error"
        r"|failed to lookup address|getaddrinfo|EAI_AGAIN|ENOTFOUND|nodename nor servname"
        r"|network is unreachable|no route to host|connection refused|connection reset|ECONNREFUSED|ECONNRESET"
        r"|timed? ?out|ETIMEDOUT|error sending request|failed to fetch|failed to download|request failed"
        r"|newconnectionerror|proxyerror|tunnel error|connection error|connection aborted",
        "The package index can't be reached. Check the network (or the proxy and index in pip's and npm's settings), "
        f"{AGAIN}.",
    ),
    _cause(
        r"no wheels? with a matching|no matching platform|has no .{0,80}-compatible wheels"
        r"|no solution found|no matching distribution",
        "A package that the lock names is not to be had for this machine or from this index. "
        "Linux and macOS on x86-64 or ARM64 are served, from an index that mirrors PyPI in full.",
    ),
    _cause(
        r"permission denied|EACCES|read-only file system|EROFS|operation not permitted",
        f"A file can't be written. Check who owns this folder and your cache folder, {AGAIN}.",
    ),
)


def explain(what: str, output: str) -> str:
    """One line about a failed command: its known cause, or `what` failed and where to look."""
    for cause in CAUSES:
        if cause.signs.search(output):
            return cause.message
    return f"{what} failed. The lines below say why; correct it, {AGAIN}."


def explain_os_error(error: OSError) -> str:
    """One line about a file that could not be read or written."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{where}. Free about 3 GB, {AGAIN}."
    return f"{error.strerror or error}{where}. Check the file and who owns it, {AGAIN}."


def require_space(folder: Path, megabytes: int) -> None:
    """Raise a SetupError now rather than after half an hour of downloads."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < megabytes:
        raise SetupError(
            f"Set-up needs about {megabytes / 1000:.1f} GB on the disk of {folder}, and {free / 1000:.1f} GB are free. "
            f"Free some, {AGAIN}."
        )
