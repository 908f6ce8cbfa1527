"""What the specifications of the web chat share."""

from __future__ import annotations

import pytest

from tests.unit.channels.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
