"""security.txt is there when, and only when, whoever publishes the site says whom to write to and until when (RFC 9116)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scripts import config
from tests import factories
from tests import caddy
from scripts.steps import security
from tests.conftest import ROOT
from tests.test_served_as_on_a_host import ask

GOOD = {"SECURITY_CONTACT": "mailto:guide@example.org", "SECURITY_EXPIRES": "2027-11-24T00:00:00Z"}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A house of one language, quickly built."""
    folder = tmp_path_factory.mktemp("house")
    factories.make_project(folder, 1)
    return folder


def built(small, **contact: str) -> subprocess.CompletedProcess:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SECURITY_")} | {"PROJECT_ROOT": str(small)} | contact
    return subprocess.run([sys.executable, "-m", "scripts.build", "--pages"], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_without_a_contact_there_is_none(small):
    result = built(small)
    assert result.returncode == 0, result.stderr
    assert not (small / "site" / ".well-known").exists()


def test_with_a_contact_it_is_served_as_the_standard_asks(small):
    result = built(small, **GOOD)
    assert result.returncode == 0, result.stderr
    with caddy.serving(small / "site") as host:
        status, headers, body = ask(f"{host}.well-known/security.txt")
    assert status == 200 and headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = [line.split(": ", 1) for line in body.decode().splitlines()]
    assert fields == [
        ["Contact", GOOD["SECURITY_CONTACT"]], ["Expires", GOOD["SECURITY_EXPIRES"]], ["Preferred-Languages", "en"],
        ["Canonical", f"{config.site_url()}.well-known/security.txt"],
    ]
    assert ".well-known/security.txt" in (small / "site" / "manifest.sha256").read_text()


@pytest.mark.parametrize(("wrong", "named"), [
    ({"SECURITY_EXPIRES": ""}, "SECURITY_EXPIRES"), ({"SECURITY_CONTACT": ""}, "SECURITY_CONTACT"),
    ({"SECURITY_CONTACT": "guide@example.org"}, "SECURITY_CONTACT"), ({"SECURITY_CONTACT": "http://example.org/"}, "SECURITY_CONTACT"),
    ({"SECURITY_CONTACT": "mailto:a@example.org\nContact: x"}, "SECURITY_CONTACT"),
    ({"SECURITY_EXPIRES": "2027-02-30T00:00:00Z"}, "SECURITY_EXPIRES"), ({"SECURITY_EXPIRES": "2027-11-24"}, "SECURITY_EXPIRES"),
], ids=lambda value: str(value)[:40])
def test_half_a_contact_or_a_wrong_one_stops_the_build(small, wrong, named):
    assert built(small).returncode == 0
    result = built(small, **{**GOOD, **wrong})
    assert result.returncode == 1
    assert result.stderr.startswith(f"{named}:1: expected ")
    assert not (small / "site" / ".well-known").exists()


def test_the_clock_is_never_read(monkeypatch, tmp_path):
    """A contact that expired long ago is written as it was given: whether it still holds is for `make publish-check`."""
    monkeypatch.setenv("SECURITY_CONTACT", "https://example.org/contact")
    monkeypatch.setenv("SECURITY_EXPIRES", "2001-01-01T00:00:00Z")
    security.write(tmp_path, security.contact())
    assert "Expires: 2001-01-01T00:00:00Z\n" in (tmp_path / ".well-known" / "security.txt").read_text()
