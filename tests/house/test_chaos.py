"""Five processes are killed while cases fall due and acts are under way; `./dev bench chaos` does it sixty times."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.browser.site import free_port


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_five_kills_lose_and_double_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.chaos", "--kills", "5", "--cases", "20", "--port", str(free_port())],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "0 faults" in done.stdout
