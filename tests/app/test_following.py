"""A prompt that is split: its shots go on from one another."""

import numpy as np

from engine.records import Fix, Hint, Severity, Span
from engine.video.write import write_clip

HINT = Hint("too-many-actions", Severity.WARNING, Span(0, 1), "3 actions")
STEPS = ("A man walks to a chair", "A man sits down")


def split(bench, *, follows: bool) -> list[int]:
    """The ids of the new shots."""
    known = {shot_id for shot_id, _ in bench.session.shots}
    bench.acts.take_fix(HINT, Fix("Split", shots=STEPS, follows=follows))
    return [shot_id for shot_id, _ in bench.session.shots if shot_id not in known]


def asked(bench, monkeypatch) -> list[object]:
    """The start images that generating asks with."""
    images: list[object] = []
    monkeypatch.setattr(
        bench.work, "submit", lambda _, shot, **how: images.append(shot.start_image)
    )
    return images


def test_a_later_step_starts_from_the_last_frame_of_the_take_before(bench, monkeypatch, tmp_path):
    images = asked(bench, monkeypatch)
    first, second = split(bench, follows=True)
    bench.session.open_shot(second)
    assert (bench.session.shot.follows, bench.session.shot.start_image) == (True, None)
    bench.acts.generate()
    assert images == [None]

    write_clip(tmp_path / "a.mp4", (np.full((48, 64, 3), 40 * i, np.uint8) for i in range(5)), 16)
    bench.session.project.import_clip(tmp_path / "a.mp4", "Sora", first)
    bench.acts.generate()
    assert images[1] == bench.session.shot.start_image
    assert images[1].is_file()


def test_shots_with_a_cut_between_keep_their_start_image(bench):
    image = bench.session.shot.start_image
    for shot_id in split(bench, follows=False):
        shots = dict(bench.session.shots)
        assert (shots[shot_id].follows, shots[shot_id].start_image) == (False, image)
