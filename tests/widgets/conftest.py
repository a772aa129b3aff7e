"""Widgets are tested dressed as the program dresses them."""

import pytest

from app import theme


@pytest.fixture(autouse=True)
def dressed(qapp):
    theme.apply(qapp, "dark")
