"""Takes the machine's pip settings over for uv and npm: index, certificates, proxy. Nothing is written anywhere.

uv reads neither pip's files nor its variables. Somebody whose organisation has its own index or certificates has told
pip about them, once; that is enough. Settings made for uv itself win.
"""

from __future__ import annotations

import configparser
from collections.abc import Iterable, Mapping
from pathlib import Path

# Of the parent's environment: settings that would send packages elsewhere, or make Python leave its bytecode out.
_DROPPED = (
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_TARGET",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
)


def pip_settings(environ: Mapping[str, str], files: Iterable[Path]) -> dict[str, str]:
    """Read pip's settings by their long names (`index-url`...): later files win, PIP_ variables win over files."""
    settings: dict[str, str] = {}
    for path in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(path, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            continue  # pip itself will complain about its file
        for section in ("global", "install"):
            if parser.has_section(section):
                settings.update({name.replace("_", "-"): value for name, value in parser.items(section)})
    for name, value in environ.items():
        if name.startswith("PIP_") and value:
            settings[name[4:].lower().replace("_", "-")] = value
    return settings


def pip_files(environ: Mapping[str, str], home: Path) -> list[Path]:
    """Where pip looks for its settings, the weakest first."""
    system = environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")
    user = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [
        *(Path(folder) / "pip" / "pip.conf" for folder in reversed(system) if folder),
        Path("/etc/pip.conf"),
        Path("/Library/Application Support/pip/pip.conf"),
        home / ".pip" / "pip.conf",
        home / "Library" / "Application Support" / "pip" / "pip.conf",
        user / "pip" / "pip.conf",
    ]
    if environ.get("PIP_CONFIG_FILE"):
        files.append(Path(environ["PIP_CONFIG_FILE"]))
    return files


def tool_environment(environ: Mapping[str, str], settings: Mapping[str, str], cache: Path | None) -> dict[str, str]:
    """The environment that pip, uv and npm run in.

    Args:
        environ: The environment of whoever called us.
        settings: pip's settings (`pip_settings`).
        cache: A folder for the tools' caches, if the usual place can't be written.
    """
    env = {name: value for name, value in environ.items() if name not in _DROPPED}
    env.update(NO_COLOR="1", PIP_USER="0", UV_NO_PROGRESS="1")
    if not any(name in env for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_EXTRA_INDEX_URL")):
        _index_for_uv(env, settings)
    certificates = settings.get("cert", "")
    if certificates:
        env.setdefault("SSL_CERT_FILE", certificates)
    if env.get("SSL_CERT_FILE"):
        env.setdefault("NODE_EXTRA_CA_CERTS", env["SSL_CERT_FILE"])
    env.setdefault("UV_SYSTEM_CERTS", "1")
    if settings.get("proxy"):
        env.setdefault("HTTPS_PROXY", settings["proxy"])
        env.setdefault("HTTP_PROXY", settings["proxy"])
    timeout = settings.get("timeout") or settings.get("default-timeout")
    if timeout:
        env.setdefault("UV_HTTP_TIMEOUT", timeout)
    if cache is not None:
        env.setdefault("UV_CACHE_DIR", str(cache / "uv"))
        env.setdefault("PIP_CACHE_DIR", str(cache / "pip"))
        env.setdefault("npm_config_cache", str(cache / "npm"))
    return env


def _index_for_uv(env: dict[str, str], settings: Mapping[str, str]) -> None:
    if settings.get("index-url"):
        env["UV_DEFAULT_INDEX"] = settings["index-url"]
    if settings.get("extra-index-url"):
        env["UV_INDEX"] = " ".join(settings["extra-index-url"].split())
        # As pip does. Safe here: whichever index a package comes from, its hash is in our lock.
        env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    if settings.get("find-links"):
        env.setdefault("UV_FIND_LINKS", ",".join(settings["find-links"].split()))
    if settings.get("trusted-host"):
        env.setdefault("UV_INSECURE_HOST", " ".join(settings["trusted-host"].split()))
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        env.setdefault("UV_NO_INDEX", "1")
