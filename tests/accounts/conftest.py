from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real data for checking against, beside the checkout and never part of it."""
    place = Path(os.environ.get("HEJIE_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    if not place.is_dir():
        pytest.skip(f"no shared data at {place} (HEJIE_SHARED_DATA)")
    return place
