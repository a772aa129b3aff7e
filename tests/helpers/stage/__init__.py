"""Rendered clips with planted violations: `clips()` gives them, `Planted` says what is wrong."""

from tests.helpers.stage.repertoire import CLEAN, SCENES, Planted, clips

__all__ = ["CLEAN", "SCENES", "Planted", "clips"]
