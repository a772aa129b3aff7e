"""`verbench generate` with a model on disk, from the command to a take that knows its making."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np

from app.__main__ import main
from engine.imprint import imprint_of
from engine.video.read import probe
from tests.helpers import tiny


def test_a_shot_becomes_a_take_of_the_model_it_names(torch, tmp_path: Path, capfd) -> None:
    tiny.saved(tiny.wan_i2v, tmp_path / "wan-2.1-i2v")
    image = np.full((64, 64, 3), 120, np.uint8)
    cv2.circle(image, (20, 30), 9, (30, 60, 200), -1)
    cv2.imwrite(str(tmp_path / "start.png"), image)
    settings = {"width": 60, "height": 64, "frames": 9, "steps": 4, "fps": 12, "profile": "cpu"}
    settings |= {"backend": "wan", "model": "wan-2.1-i2v"}
    data = {"schema": 1, "prompt": "A ball rolls to the right.", "start_image": "start.png"}
    shot, out = tmp_path / "shot.json", tmp_path / "take.mp4"
    shot.write_text(json.dumps(data | {"settings": settings}))
    capfd.readouterr()  # saving the tiny model prints
    assert main(["generate", str(shot), "-o", str(out)]) == 0
    said = capfd.readouterr()
    assert said.out == f"{out}\n"
    assert "60 x 64 pixels became 64 x 64" in said.err
    assert (probe(out).frames, probe(out).width) == (9, 64)
    carried = imprint_of(out, tmp_path / "media")
    assert carried.made.profile == "cpu"
    assert carried.made.model_hash
    assert carried.made.versions["diffusers"]
    assert carried.request.shot.prompt == "A ball rolls to the right."
