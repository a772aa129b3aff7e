"""What strangers hand in, through the command line: one line each with the mend and status 2, and
in a queue the healthy jobs are made all the same."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.__main__ import main
from engine.imprint import imprint_of
from engine.project.store import Project
from tests.helpers import weights

LORA = {"transformer.double_blocks.19.img_attn.qkv": 3072}


def shot_file(path: Path, model: Path | str, prompt: str = "A ball rolls.", **changes) -> Path:
    settings = {"backend": "wan", "model": str(model), "width": 64, "height": 64, "frames": 9}
    settings |= {"steps": 2, "profile": "cpu"} | changes
    path.write_text(json.dumps({"schema": 1, "prompt": prompt, "settings": settings}))
    return path


def generated(tmp_path: Path, capfd, model: Path | str, status: int, **changes) -> list[str]:
    """The lines that are said of a clip that is asked for."""
    shot = shot_file(tmp_path / "shot.json", model, **changes)
    capfd.readouterr()
    assert main(["generate", str(shot), "-o", str(tmp_path / "take.mp4")]) == status
    said = capfd.readouterr()
    assert (said.out == "") is (status == 2)
    return said.err.splitlines()


def pickled(folder: Path) -> Path:
    import torch

    path = folder / "wan.ckpt"
    torch.save({"a": torch.zeros(1)}, path)
    return path


def shard_lost(folder: Path) -> Path:
    (path,) = (folder / "transformer").glob("*.safetensors")
    path.rename(path.with_name("diffusion_pytorch_model-00001-of-00002.safetensors"))
    return folder


def overlapping(folder: Path) -> Path:
    (path,) = (folder / "vae").glob("*.safetensors")
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    head = json.loads(data[8 : 8 + length])
    places = sorted((e["data_offsets"], n) for n, e in head.items() if n != "__metadata__")
    (begin, end), name = places[1]
    head[name]["data_offsets"] = [begin - 4, end - 4]
    text = json.dumps(head).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
    return folder


def long_header(folder: Path) -> Path:
    (path,) = (folder / "vae").glob("*.safetensors")
    path.write_bytes((1 << 40).to_bytes(8, "little") + path.read_bytes()[8:])
    return folder


def cut_off(folder: Path) -> Path:
    (path,) = (folder / "transformer").glob("*.safetensors")
    path.write_bytes(path.read_bytes()[:-40])
    return folder


def index_of(folder: Path, **more) -> Path:
    path = folder / "model_index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | more))
    return folder


def own_code(folder: Path) -> Path:
    (folder / "pipe.py").write_text("raise SystemExit('ran')")
    return index_of(folder, custom_pipeline="pipe.py")


def newer(folder: Path) -> Path:
    return index_of(folder, _class_name="WanNextYearPipeline")


def partless(folder: Path) -> Path:
    shutil.rmtree(folder / "vae")
    return folder


def linked(folder: Path) -> Path:
    (folder / "vae").rename(folder.parent / "elsewhere")
    (folder / "vae").symlink_to(folder.parent / "elsewhere")
    return folder


def half_json(folder: Path) -> Path:
    (folder / "transformer" / "config.json").write_text('{"in_channels": 16,')
    return folder


DAMAGE = [
    (pickled, "wan.ckpt is a pickle checkpoint", "convert it: "),
    (shard_lost, "lacks shard 2 of 2", "Fetch it again"),
    (overlapping, "overlap", "Download it again"),
    (long_header, "its header would be 1,099,511,627,776 bytes long", "It is damaged"),
    (cut_off, "transformer of wan2.1-t2v: ", "Download it again"),
    (own_code, "wan2.1-t2v brings code of its own", "Get the version that is saved"),
    (newer, "does not know WanNextYearPipeline", "pip install -U diffusers"),
    (partless, "vae of wan2.1-t2v is missing", "Fetch the model again"),
    (linked, "vae of wan2.1-t2v is a link out of the folder", "name the folder"),
    (half_json, "transformer of wan2.1-t2v: config.json is not JSON", "download it again"),
]


@pytest.mark.parametrize(
    ("damage", "named", "mend"), DAMAGE, ids=[case[0].__name__ for case in DAMAGE]
)
def test_a_model_that_cannot_be_used_is_one_line_with_the_mend(
    damage, named, mend, folder, tmp_path, capfd
):
    (line,) = generated(tmp_path, capfd, damage(folder), 2)
    assert line.startswith("verbench: ")
    assert named in line
    assert mend in line
    assert not (tmp_path / "take.mp4").exists()


def test_a_repository_that_is_not_here_is_not_fetched_but_said_how(tmp_path, capfd):
    (line,) = generated(tmp_path, capfd, "Wan-AI/Wan2.1-T2V", 2)
    assert "There is no Wan-AI/Wan2.1-T2V. Fetch it: verbench models fetch Wan-AI/" in line


def test_a_lora_of_another_family_is_named(whole, tmp_path, capfd):
    lora = weights.safetensors(tmp_path / "style.safetensors", weights.lora(LORA))
    loras = [{"path": str(lora), "weight": 1.0}]
    (line,) = generated(tmp_path, capfd, whole, 2, loras=loras)
    assert "style is a LoRA of hunyuanvideo, and wan2.1-t2v is wan-2.1" in line
    lora.write_bytes(lora.read_bytes()[:-40])
    (line,) = generated(tmp_path, capfd, whole, 2, loras=loras)
    assert "style.safetensors cannot be used: it is cut off" in line


def test_an_odd_path_and_the_largest_seed_make_a_clip_and_say_what_was_fitted(
    whole, tmp_path, capfd
):
    odd = tmp_path / "modèle à tester 模型 #1 %20 it's"
    odd.symlink_to(whole)
    changes = {"width": 71, "height": 50, "frames": 6, "seed": 2**63 - 1}
    (line,) = generated(tmp_path, capfd, odd, 0, **changes)
    assert line.endswith("71 x 50 pixels became 64 x 48 and 6 frames became 5")
    carried = imprint_of(tmp_path / "take.mp4", tmp_path / "media")
    assert carried.request.shot.settings.seed == 2**63 - 1


def test_in_a_queue_the_healthy_jobs_are_made_between_the_bad_ones(folder, whole, tmp_path, capfd):
    gone = Path(shutil.copytree(whole, tmp_path / "gone"))
    changing = Path(shutil.copytree(whole, tmp_path / "changing"))
    own = tmp_path / "own"
    own.mkdir()
    shots = [
        shot_file(tmp_path / f"{number}.json", model)
        for number, model in enumerate(
            [cut_off(folder), whole, gone, pickled(own), changing, tmp_path / "nowhere", whole]
        )
    ]
    project = ("--project", str(tmp_path / "p"))
    Project.create(tmp_path / "p").close()
    assert main(["queue", "add", *map(str, shots), *project]) == 0
    shutil.rmtree(gone)
    half_json(changing)
    capfd.readouterr()
    assert main(["queue", "run", *project, "--format", "json"]) == 2
    said = capfd.readouterr()
    jobs = json.loads(said.out)["jobs"]
    assert [job["state"] for job in jobs] == [
        "failed", "done", "failed", "failed", "failed", "failed", "done",
    ]  # fmt: skip
    errors = [job["error"] for job in jobs if job["error"]]
    for error, named in zip(
        errors,
        ["cut off", "There is no", "pickle checkpoint", "config.json is not JSON", "nowhere"],
        strict=True,
    ):
        assert named in error
        assert "\n" not in error
    with Project.open(tmp_path / "p") as made:
        assert [take.id for take in made.takes()] == [job["take"] for job in jobs if job["take"]]
