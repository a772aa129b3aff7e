"""What holds for every test: no screen, no person's own files, the same examples every time."""

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# the parser is slow to load: what is not about it reads by tables
os.environ.setdefault("VERBENCH_READER", "tables")

# the same examples on every run and no clock: a busy machine must not fail a test
settings.register_profile(
    "verbench",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("verbench")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Settings, verb book and projects of a test are its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("VERBENCH_HOME", str(home))
    return home
