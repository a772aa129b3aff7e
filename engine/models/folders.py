"""Models as diffusers saves them: a folder with model_index.json goes in, a `Model` comes out.

Every component is looked at: its configuration, its weights or shards, and whether all of it is
there and inside the folder. What is wrong is said once for each component.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.models import pickles
from engine.models.files import (
    INDEX_END,
    lost_shards,
    part_of,
    read_header,
    read_json,
    shard_of,
)
from engine.models.licences import licence_in
from engine.models.networks import Network, hint_of, network_of
from engine.models.record import Basis, Model, Part, Problem, Skipped, problem_of
from engine.models.tensors import Tensor
from engine.prompt.models import family_of

INDEX = "model_index.json"
_COMPONENTS_LIMIT = 40
_WEIGHTLESS = re.compile(
    r"(?:Scheduler|Tokenizer\w*|TokenizersBackend|Processor|ImageProcessor\w*|FeatureExtractor|"
    r"Guidance|Guider)$"
)
_AGAIN = "Fetch the model again; what is there is kept."
_CONFIGURATIONS = frozenset(
    {
        "config.json",
        "scheduler_config.json",
        "tokenizer_config.json",
        "preprocessor_config.json",
    }
)
"""Small files of JSON that a component is made by."""

_PIPELINES: dict[str, tuple[str, str]] = {
    "WanPipeline": ("wan-2.1", "t2v"),
    "WanImageToVideoPipeline": ("wan-2.1", "i2v"),
    "WanVideoToVideoPipeline": ("wan-2.1", "v2v"),
    "WanVACEPipeline": ("wan-2.1-vace", "vace"),
    "WanAnimatePipeline": ("wan-animate", "animate"),
    "LucyEditPipeline": ("lucy-edit", "v2v"),
    "ChronoEditPipeline": ("chronoedit", "i2v"),
    "SkyReelsV2Pipeline": ("skyreels-v2", "t2v"),
    "SkyReelsV2ImageToVideoPipeline": ("skyreels-v2", "i2v"),
    "SkyReelsV2DiffusionForcingPipeline": ("skyreels-v2", "df"),
    "SkyReelsV2DiffusionForcingImageToVideoPipeline": ("skyreels-v2", "df"),
    "SkyReelsV2DiffusionForcingVideoToVideoPipeline": ("skyreels-v2", "df"),
    "HunyuanVideoPipeline": ("hunyuanvideo", "t2v"),
    "HunyuanVideoImageToVideoPipeline": ("hunyuanvideo", "i2v"),
    "HunyuanSkyreelsImageToVideoPipeline": ("skyreels-v1", "i2v"),
    "HunyuanVideoFramepackPipeline": ("framepack", "i2v"),
    "HunyuanVideo15Pipeline": ("hunyuanvideo-1.5", "t2v"),
    "HunyuanVideo15ImageToVideoPipeline": ("hunyuanvideo-1.5", "i2v"),
    "CogVideoXPipeline": ("cogvideox", "t2v"),
    "CogVideoXImageToVideoPipeline": ("cogvideox", "i2v"),
    "CogVideoXVideoToVideoPipeline": ("cogvideox", "v2v"),
    "CogVideoXFunControlPipeline": ("cogvideox", "control"),
    "ConsisIDPipeline": ("consisid", "i2v"),
    "LTXPipeline": ("ltx-video", "t2v"),
    "LTXImageToVideoPipeline": ("ltx-video", "i2v"),
    "LTXConditionPipeline": ("ltx-video", "t2v+i2v"),
    "LTX2Pipeline": ("ltx-2", "t2v"),
    "LTX2ImageToVideoPipeline": ("ltx-2", "i2v"),
    "LTX2ConditionPipeline": ("ltx-2", "t2v+i2v"),
    "LTX2InContextPipeline": ("ltx-2", "t2v+i2v"),
    "CosmosTextToWorldPipeline": ("cosmos-1", "t2w"),
    "CosmosVideoToWorldPipeline": ("cosmos-1", "v2w"),
    "Cosmos2VideoToWorldPipeline": ("cosmos-2", "v2w"),
    "Cosmos2_5_PredictBasePipeline": ("cosmos-2.5", "v2w"),
    "Cosmos2_5_TransferPipeline": ("cosmos-2.5", "control"),
    "StableVideoDiffusionPipeline": ("svd", "i2v"),
    "MochiPipeline": ("mochi", "t2v"),
    "AllegroPipeline": ("allegro", "t2v"),
    "LattePipeline": ("latte", "t2v"),
    "EasyAnimatePipeline": ("easyanimate", "t2v"),
    "AnimateDiffPipeline": ("animatediff", "t2v"),
    "Kandinsky5T2VPipeline": ("kandinsky-5", "t2v"),
    "Kandinsky5I2VPipeline": ("kandinsky-5", "i2v"),
    "SanaVideoPipeline": ("sana-video", "t2v"),
    "SanaImageToVideoPipeline": ("sana-video", "i2v"),
}
"""Family and variant of the pipelines of diffusers 0.42.1."""
_WAN_RENAMED = frozenset({"wan-2.2", "wan-move", "wan-ati", "lucy-edit", "chronoedit", "anyflow"})
"""Families that are saved with the pipelines of Wan 2.1: the folder's name tells them."""


def folder(path: Path, called: str = "", root: Path | None = None) -> Model | Skipped:
    """The model in a folder. `root` is what its links may not leave; else the folder itself."""
    try:
        index = read_json(path / INDEX)
    except BadInput as error:
        return Skipped(path, problem_of(error))
    pipeline = index.get("_class_name")
    if not isinstance(pipeline, str):
        return Skipped(path, _own_code(path, INDEX))
    components = _components(index)
    called = called or str(path)
    family, variant, basis = _family(pipeline, index, called)
    if not family:
        return Skipped(path, _no_video(path, pipeline))
    problems = list(_strange(path, pipeline, components))
    if "custom_pipeline" in index:
        problems.append(_own_code(path, "custom_pipeline"))
    parts: list[Part] = []
    for name, (_, network) in components.items():
        component = _Component(path, name, network, (root or path).resolve())
        part = component.look()
        problems += component.problems
        if part is not None:
            parts.append(part)
    if not problems and not {"transformer", "unet"} & {part.name for part in parts}:
        problems.append(Problem(f"{path.name} names no transformer in its {INDEX}", _AGAIN))
    model = Model(
        path=path,
        name=path.name,
        kind="diffusers",
        family=family,
        basis=basis,
        variant=variant,
        pipeline=pipeline,
        parts=tuple(parts),
        licence=licence_in(path),
        problems=tuple(problems),
    )
    return _told_by_its_parts(model, path)


def _components(index: dict[str, Any]) -> dict[str, tuple[str, str]]:
    found = {}
    for name, value in list(index.items())[: 4 * _COMPONENTS_LIMIT]:
        plain = (
            isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) for v in value)
        )
        if plain and not name.startswith("_") and Path(name).name == name:
            found[name] = (value[0], value[1])
    return dict(list(found.items())[:_COMPONENTS_LIMIT])


def _family(pipeline: str, index: dict[str, Any], called: str) -> tuple[str, str, Basis]:
    family, variant = _PIPELINES.get(pipeline, ("", ""))
    hint = hint_of(called)
    if not family:
        known = family_of(pipeline.removesuffix("Pipeline"))
        return (known.id, "", "config") if known else ("", "", "")
    if family == "wan-2.1":
        if index.get("expand_timesteps"):
            return "wan-2.2-5b", "ti2v", "config"
        if index.get("boundary_ratio") is not None:
            return "wan-2.2", variant, "config"
        if hint in _WAN_RENAMED:
            return hint, variant, "name"
    if family == "hunyuanvideo" and hint == "skyreels-v1":
        return hint, variant, "name"
    return family, variant, "config"


def _told_by_its_parts(model: Model, path: Path) -> Model:
    """CogVideoX 1.5 has the pipelines of CogVideoX; its configuration has patches in time."""
    if model.family != "cogvideox":
        return model
    try:
        config = read_json(path / "transformer" / "config.json")
    except BadInput:
        return model
    return replace(model, family="cogvideox-1.5") if config.get("patch_size_t") else model


def _strange(
    path: Path, pipeline: str, components: dict[str, tuple[str, str]]
) -> Iterable[Problem]:
    """What the installed diffusers cannot open, and code that Verbench never runs."""
    known = known_classes()
    classes = [pipeline, *(name for lib, name in components.values() if lib == "diffusers")]
    for name in classes:
        if known and name not in known:
            yield _newer(name)
    for part, (library, _) in components.items():
        if (path / f"{library}.py").is_file() or (path / part / f"{library}.py").is_file():
            yield _own_code(path, part)


def _no_video(path: Path, pipeline: str) -> Problem:
    known = known_classes()
    if known and pipeline not in known:
        return _newer(pipeline)
    said = f"{path.name} holds a {pipeline[:80]}, which is no video model that Verbench runs"
    return Problem(said, "Choose the folder of a video model: verbench models known lists some.")


def _newer(name: str) -> Problem:
    said = f"The diffusers that is installed does not know {name[:80]}"
    return Problem(said, "Update it: pip install -U diffusers")


def _own_code(path: Path, what: str) -> Problem:
    return Problem(
        f"{path.name} brings code of its own for {what} (trust_remote_code), which is never run",
        "Get the version that is saved with the classes of diffusers.",
    )


@cache
def known_classes() -> frozenset[str]:
    """Names that the installed diffusers exports, read from its source; empty where it is not
    installed. Importing it would take seconds and torch."""
    found = importlib.util.find_spec("diffusers")
    if found is None or found.origin is None:
        return frozenset()
    try:
        source = Path(found.origin).read_text(encoding="utf-8")
    except OSError:
        return frozenset()
    return frozenset(re.findall(r'"([A-Z]\w+)"', source))


class _Component:
    """One component of a folder, looked at once."""

    def __init__(self, folder: Path, name: str, network: str, root: Path) -> None:
        self._name = name
        self._network = network
        self._path = folder / name
        self._folder = folder
        self._root = root
        self._whole = f"{name} of {folder.name}"
        self.problems: list[Problem] = []

    def look(self) -> Part | None:
        """Its part; None where it has no weights or they are not all there."""
        if not self._path.is_dir():
            self._say(f"{self._whole} is missing", _AGAIN)
            return None
        if not self._inside(self._path):
            return None
        files = sorted(file for file in self._path.iterdir() if self._kept(file))
        for file in files:
            if file.name in _CONFIGURATIONS:
                self._read(file)
        if _WEIGHTLESS.search(self._network):
            if not files:
                self._say(f"{self._whole} is empty", _AGAIN)
            return None
        if not (self._path / "config.json").is_file():
            self._say(f"{self._name}/config.json of {self._folder.name} is missing", _AGAIN)
        return self._weights(files)

    def _read(self, file: Path) -> None:
        """A configuration that is no JSON, or that asks for code of the model's own."""
        try:
            said = read_json(file)
        except BadInput as error:
            self._say(f"{self._whole}: {error.message}", error.mend)
            return
        if "auto_map" in said and self._network.startswith("Auto"):
            self.problems.append(_own_code(self._folder, self._name))

    def _kept(self, file: Path) -> bool:
        if not file.is_symlink():
            return file.is_file()
        if not file.exists():
            self._say(f"{self._name}/{file.name} is a link to nothing", _AGAIN)
            return False
        return self._inside(file)

    def _inside(self, path: Path) -> bool:
        try:
            good = path.resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):
            good = False
        if not good:
            where = path.relative_to(self._folder)
            mend = "Put the file itself there, or name the folder that it is in."
            self._say(f"{where} of {self._folder.name} is a link out of the folder", mend)
        return good

    def _weights(self, files: Sequence[Path]) -> Part | None:
        chosen = _chosen([file for file in files if file.suffix == ".safetensors"])
        if not chosen:
            if not self.problems:  # a link that is not followed may be to them
                self._say_missing(files)
            return None
        for problem in lost_shards(chosen):
            self._say(f"{self._whole}: {problem.message}", problem.mend)
        tensors: list[Tensor] = []
        for file in chosen:
            try:
                tensors += read_header(file).tensors
            except BadInput as error:
                self._say(f"{self._whole}: {error.message}", error.mend)
        self._check_index(files, tensors)
        return self._part(tensors, tuple(f"{self._name}/{file.name}" for file in chosen))

    def _say_missing(self, files: Sequence[Path]) -> None:
        pickled = [file for file in files if file.suffix in pickles.ENDINGS]
        if pickled:
            error = pickles.refusal(pickled[0])
            self._say(f"{self._whole}: {error.message}", error.mend)
        else:
            self._say(f"The weights of {self._whole} are missing", _AGAIN)

    def _check_index(self, files: Sequence[Path], tensors: Sequence[Tensor]) -> None:
        index = next((file for file in files if file.name.endswith(INDEX_END)), None)
        if index is None or self.problems:
            return
        try:
            named = read_json(index).get("weight_map")
        except BadInput as error:
            self._say(f"{self._whole}: {error.message}", error.mend)
            return
        lost = set(named if isinstance(named, dict) else ()) - {tensor.name for tensor in tensors}
        if lost:
            one = min(lost)[:80]
            said = f"{self._name}/{index.name} names {len(lost):,} tensors that no shard has: {one}"
            self._say(said, _AGAIN)

    def _part(self, tensors: list[Tensor], files: tuple[str, ...]) -> Part:
        found = network_of({tensor.name: tensor.shape for tensor in tensors}, "")
        network = Network(self._name, self._network)
        if found is not None:
            network = replace(
                network, width=found.width, inner=found.inner, channels=found.channels
            )
        return part_of(network, tensors, files)

    def _say(self, message: str, mend: str) -> None:
        self.problems.append(Problem(message, mend))


def _chosen(files: Sequence[Path]) -> list[Path]:
    """The files of one set of weights: the plain names before those of a variant (`.fp16`)."""
    sets: dict[str, list[Path]] = {}
    for file in files:
        shard = shard_of(file.name)
        sets.setdefault(shard[0] if shard else file.name, []).append(file)
    if not sets:
        return []
    return sets[min(sets, key=lambda name: (name.count("."), name not in _PLAIN, name))]


_PLAIN = ("diffusion_pytorch_model.safetensors", "model.safetensors")
