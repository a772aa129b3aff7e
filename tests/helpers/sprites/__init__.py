"""A second set of rendered clips, of sprites: `clips()` gives them, `Sprited` what is wrong."""

from tests.helpers.sprites.repertoire import CLEAN, SCENES, Sprited, clips

__all__ = ["CLEAN", "SCENES", "Sprited", "clips"]
