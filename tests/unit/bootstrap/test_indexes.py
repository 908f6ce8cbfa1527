"""What people have told pip about their network holds for uv and npm too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bootstrap.indexes import pip_files, pip_settings, tool_environment


@pytest.fixture
def pip_conf(tmp_path: Path) -> Path:
    path = tmp_path / "pip.conf"
    path.write_text(
        "[global]\nindex-url = https://mirror.invalid/simple\ncert = /etc/our.pem\n"
        "extra_index_url =\n    https://one.invalid/simple\n    https://two.invalid/simple\n"
        "[freeze]\nindex-url = https://not-this.invalid\n"
    )
    return path


def test_pips_files_and_variables_are_read_and_variables_win(pip_conf: Path) -> None:
    settings = pip_settings({"PIP_CERT": "/my.pem", "PIP_TIMEOUT": ""}, [pip_conf])
    assert settings["index-url"] == "https://mirror.invalid/simple"
    assert settings["cert"] == "/my.pem"
    assert settings["extra-index-url"].split() == ["https://one.invalid/simple", "https://two.invalid/simple"]
    assert "timeout" not in settings


def test_a_file_that_cannot_be_read_as_settings_is_left_to_pip(tmp_path: Path) -> None:
    broken = tmp_path / "pip.conf"
    broken.write_text("this is no section\n")
    assert pip_settings({}, [broken, tmp_path / "absent.conf"]) == {}


def test_the_users_file_counts_more_than_the_systems(tmp_path: Path) -> None:
    files = pip_files({"PIP_CONFIG_FILE": "/named.conf"}, tmp_path)
    assert files.index(Path("/etc/pip.conf")) < files.index(tmp_path / ".config" / "pip" / "pip.conf")
    assert files[-1] == Path("/named.conf")


def test_index_certificates_and_proxy_are_handed_on() -> None:
    settings = {
        "index-url": "https://mirror.invalid/simple",
        "extra-index-url": "https://one.invalid\n https://two.invalid",
        "find-links": "/wheels /more",
        "trusted-host": "mirror.invalid",
        "cert": "/our.pem",
        "proxy": "http://proxy.invalid:3128",
        "timeout": "180",
        "no-index": "true",
    }
    env = tool_environment({"PATH": "/bin"}, settings, None)
    assert env["UV_DEFAULT_INDEX"] == "https://mirror.invalid/simple"
    assert env["UV_INDEX"] == "https://one.invalid https://two.invalid"
    assert env["UV_FIND_LINKS"] == "/wheels,/more"
    assert env["UV_INSECURE_HOST"] == "mirror.invalid"
    assert env["SSL_CERT_FILE"] == env["NODE_EXTRA_CA_CERTS"] == "/our.pem"
    assert env["HTTPS_PROXY"] == "http://proxy.invalid:3128"
    assert env["UV_HTTP_TIMEOUT"] == "180"
    assert env["UV_NO_INDEX"] == "1"


def test_settings_made_for_uv_itself_win() -> None:
    environ = {"UV_INDEX_URL": "https://mine.invalid", "SSL_CERT_FILE": "/mine.pem"}
    env = tool_environment(environ, {"index-url": "https://pips.invalid", "cert": "/pips.pem"}, None)
    assert "UV_DEFAULT_INDEX" not in env
    assert env["SSL_CERT_FILE"] == "/mine.pem"


def test_settings_that_would_install_elsewhere_or_leave_bytecode_out_are_dropped() -> None:
    environ = {"PIP_TARGET": "/x", "PIP_USER": "1", "PYTHONDONTWRITEBYTECODE": "1", "VIRTUAL_ENV": "/y", "LANG": "C"}
    env = tool_environment(environ, {}, None)
    assert env.keys().isdisjoint({"PIP_TARGET", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"})
    assert env["PIP_USER"] == "0"
    assert env["LANG"] == "C"


def test_caches_move_into_the_project_where_there_is_no_home(tmp_path: Path) -> None:
    env = tool_environment({}, {}, tmp_path)
    assert env["UV_CACHE_DIR"] == str(tmp_path / "uv")
    assert env["npm_config_cache"] == str(tmp_path / "npm")
