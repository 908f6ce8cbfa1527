"""A Redis and a PostgreSQL of a test's own, on free loopback ports, with their data in temporary folders."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2  # type: ignore[import-untyped] # has no types
import redis

from tests.programs import found

__all__ = ["OWNER", "postgresql", "redis_server"]

OWNER = "cim"
"""The user who may do everything in the PostgreSQL, without a password."""
_PATIENCE = 120
"""Seconds for a server to come up or go; generous, because test machines are busy."""


@contextmanager
def redis_server() -> Iterator[int]:
    """The port of a Redis that keeps nothing on disk."""
    executable = found("redis-server", "redis-server")
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="cim-redis-") as folder:
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        with _running([executable, *options], lambda: redis.Redis(port=port, socket_timeout=2).ping()):
            yield port


@contextmanager
def postgresql() -> Iterator[int]:
    """The port of a PostgreSQL with an empty database named "postgres"."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda home: int(home.parent.name), reverse=True)
    initdb, postgres = (found(name, "postgresql", *homes) for name in ("initdb", "postgres"))
    port = _free_port()
    # Not below pytest's folder: that is closed to the user as whom PostgreSQL runs.
    folder = tempfile.mkdtemp(prefix="cim-postgresql-")
    try:
        other: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            other = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        made = [initdb, "--pgdata", folder, "--username", OWNER, "--auth", "trust", "--no-sync", "--no-locale"]
        subprocess.run([*made, "--encoding", "UTF8"], check=True, capture_output=True, cwd=folder, **other)
        told = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
        options = [part for name, value in told.items() for part in ("-c", f"{name}={value}")]

        def answers() -> bool:
            psycopg2.connect(host="127.0.0.1", port=port, user=OWNER, dbname="postgres").close()
            return True

        with _running([postgres, "-D", folder, *options], answers, cwd=folder, **other):
            yield port
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(command: list[str], answers: Callable[[], Any], **options: Any) -> Iterator[None]:
    """Runs a server from when it answers until the block ends."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, **quiet, **options)
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _is_up(answers):
            assert server.poll() is None, f"{command[0]} ended with {server.returncode}"
            assert time.monotonic() < deadline, f"{command[0]} doesn't answer"
            time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # to PostgreSQL: don't wait for those who are connected
        server.wait(_PATIENCE)


def _is_up(answers: Callable[[], Any]) -> bool:
    with suppress(psycopg2.OperationalError, redis.RedisError):
        return bool(answers())
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
