"""What holds for every test: no screen, no person's own files, nothing from other machines, the
same examples every time."""

import gc
import itertools
import os
import socket

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# the parser is slow to load: what is not about it reads by tables
os.environ.setdefault("VERBENCH_READER", "tables")
# tests run side by side, a process a core: libraries that would take all cores for small pictures
# and tiny models only wait for each other, here and in the processes that tests start
for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
    os.environ.setdefault(library, "1")
# what is equal bit by bit must not hang on where in memory weights lie, as on some processors
os.environ.setdefault("MKL_CBWR", "COMPATIBLE")

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


def pytest_collection_finish():
    """What is loaded by now stays to the end: the search for garbage need not go through it."""
    gc.freeze()


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """New folders, one after the other. To be numbered by pytest, each would be sought among all
    that there are: half a minute for those of thousands of tests."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_home(homes, monkeypatch):
    """Settings, verb book and projects of a test are its own."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("VERBENCH_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def this_machine_alone(monkeypatch):
    """Nothing is fetched without being asked: what would reach another machine fails."""
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if host not in ("", "localhost", "::1") and not host.startswith("127."):
            self.close()
            pytest.fail(f"asked for {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
