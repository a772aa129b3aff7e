"""Where models lie: the hub's cache after its variables, ComfyUI after its list of paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.models import shelf
from engine.models.places import (
    EXTRA,
    Place,
    comfy,
    comfy_extra,
    hub_cache,
    place_of,
    places_in,
)


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({}, "~/.cache/huggingface/hub"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/huggingface/hub"),
        ({"HF_HOME": "/y", "XDG_CACHE_HOME": "/x"}, "/y/hub"),
        ({"HF_HUB_CACHE": "/z", "HF_HOME": "/y"}, "/z"),
    ],
)
def test_the_hubs_cache_is_where_the_hub_puts_it(environment, path):
    assert hub_cache(environment) == Path(path).expanduser()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("models/diffusion_models", "models/loras", "disk/wan", "disk/l", "beside/vae"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def test_a_comfyui_has_its_own_folders_and_those_it_names(home, monkeypatch):
    monkeypatch.setenv("DISK", str(home / "disk"))
    (home / EXTRA).write_text(
        "mine:\n  base_path: $DISK\n  is_default: true\n  unet: |\n    wan\n    gone\n"
        "  loras: l\n  custom_nodes: nodes\n"
        "other:\n  vae: beside/vae\n  clip: 3\nempty:\n"
    )
    assert [place.path.relative_to(home).as_posix() for place in comfy(home)] == [
        "models/diffusion_models",
        "models/loras",
        "disk/wan",
        "disk/l",
        "beside/vae",
    ]
    assert place_of(home) == comfy(home)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [", "line 1 is not YAML"),
        ("!!python/object/apply:os.system [touch ran]", "is not YAML"),
        ("- a\n- b", "has no sections"),
        ("a: \0", "is not YAML"),
        ("x" * 300_000, "is larger than"),
        ("m:\n  vae: |\n" + "    p\n" * 1_001, "names more than 1,000 folders"),
    ],
)
def test_a_list_of_paths_that_is_none_is_refused(tmp_path, text, told):
    path = tmp_path / EXTRA
    path.write_text(text)
    with pytest.raises(BadInput, match=told):
        comfy_extra(path)
    assert not (tmp_path / "ran").exists()


def test_a_plain_folder_is_itself_and_a_cache_is_a_hub(tmp_path):
    assert [place.kind for place in place_of(tmp_path)] == ["folder"]
    (tmp_path / "models--a--b").mkdir()
    assert [place.kind for place in place_of(tmp_path)] == ["hub"]
    with pytest.raises(BadInput, match="is no folder"):
        place_of(tmp_path / "gone")


def test_a_folder_that_may_not_be_read_is_said_and_stays_where_others_are_looked_through(
    home, monkeypatch
):
    def refused(path):
        raise PermissionError(13, "Permission denied")

    closed = home / "disk"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", refused)
        with pytest.raises(BadInput, match="disk cannot be read: Permission denied"):
            place_of(closed)
        assert places_in((closed, home)) == (Place(closed), *comfy(home))


def test_of_a_comfyui_whose_list_of_paths_is_damaged_its_own_folders_are_left(home):
    (home / EXTRA).write_text("a: [")
    assert [place.path.name for place in places_in((home,))] == ["diffusion_models", "loras"]


def test_folders_are_kept_once_and_taken_off(tmp_path):
    path = tmp_path / "config" / "models.json"
    assert shelf.folders(path) == ()
    shelf.add(path, [tmp_path / "a", tmp_path / "b"])
    assert shelf.add(path, [tmp_path / "a"]) == (tmp_path / "a", tmp_path / "b")
    assert shelf.remove(path, tmp_path / "a") == (tmp_path / "b",)
    assert shelf.folders(path) == (tmp_path / "b",)
    with pytest.raises(BadInput, match="not among the folders"):
        shelf.remove(path, tmp_path / "a")


@pytest.mark.parametrize("text", ['{"folders": 3}', '{"folders": [3]}', "{}", "x"])
def test_a_list_of_folders_that_is_none_is_refused(tmp_path, text):
    path = tmp_path / "models.json"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"models\.json"):
        shelf.folders(path)
