"""A checkpoint in one file -> a pipeline: the configuration comes from the folders that are
shipped, and what the file lacks (text encoder, VAE, the other expert) from the person's own.

Nothing is guessed: a file whose configuration is not shipped, or a part that is nowhere, is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import resources
from engine.backends.diffusion import refusals
from engine.backends.diffusion.checkpoint import residual, tensors_of
from engine.backends.diffusion.vocabularies import tokenizer
from engine.errors import BadInput
from engine.models.files import read_json
from engine.models.folders import INDEX
from engine.models.places import Place, places_in
from engine.models.record import Model, Part
from engine.models.scan import scan

SHELF = resources.path("pipelines")
NETWORKS = ("transformer", "unet")
"""What components that make the pictures are called, at their beginning."""
_SPARE = ("embed_tokens.weight", "lm_head.weight", "position_ids", "inv_freq")
"""Tensors that are copies of others, are made anew, or are never asked."""


def assembled(
    model: Model,
    pipeline: Any,
    *,
    without: Collection[str],
    types: Callable[[Model], Mapping[str, Any]],
    folders: Iterable[Path] = (),
    memory: Path | None = None,
    shelf: Path = SHELF,
    each: Callable[[Any], None] | None = None,
) -> Any:
    """A pipeline of the class `pipeline` around a file, but for the components in `without`.

    `types` says the types of numbers of a model by component, "default" for the rest. `folders`
    are looked through for what the file lacks, beside the file's own; `memory` is where the scan
    keeps what it read. `each` gets every transformer before the next one is read.
    Raises BadInput where the file or a part of it cannot be used.
    """
    parts = _Parts(model, tuple(folders), memory, _configured(model, shelf))
    components, _ = pipeline._get_signature_keys(pipeline)
    wanted = [name for name in components if name not in without and parts.names(name)]
    numbers = types(parts.whole(wanted))
    made = dict.fromkeys(components)
    for name in wanted:
        made[name] = parts.component(name, numbers.get(name, numbers["default"]))
        if each is not None and name.startswith(NETWORKS):
            each(made[name])
    options = {name: parts.index[name] for name in _OPTIONS if name in parts.index}
    with refusals.named(model.name):
        return pipeline(**made, **options)


_OPTIONS = ("boundary_ratio", "expand_timesteps")


def lacking(
    model: Model, folders: Iterable[Path] = (), memory: Path | None = None, shelf: Path = SHELF
) -> tuple[Part, ...]:
    """The parts that would be taken from elsewhere, for an estimate of memory. Raises BadInput
    where one is nowhere."""
    parts = _Parts(model, tuple(folders), memory, _configured(model, shelf))
    own = {part.name for part in model.parts}
    found = []
    for name in _WEIGHTY:
        if parts.names(name):
            source, part = parts.source(name)
            if source.path != model.path or part.name not in own:
                found.append(replace(part, name=name))
    return tuple(found)


_WEIGHTY = ("transformer", "transformer_2", "vae", "text_encoder", "image_encoder")
"""Components with weights."""


def _configured(model: Model, shelf: Path) -> Path:
    """The folder with the configuration of a file."""
    model.check()
    network = model.part("transformer")
    if network is None:
        raise BadInput(
            f"{model.name} is no model of its own", mend="Choose the file of the transformer."
        )
    for folder in sorted(shelf.iterdir()):
        if not (folder / INDEX).is_file():
            continue
        said = read_json(folder / INDEX)["_verbench"]
        if (
            said["family"] == model.family
            and model.variant in said["variants"]
            and said["width"] == network.width
            and said["experts"] == (bool(model.noise) or model.family == "wan-2.2")
        ):
            return folder
    if (
        model.path.parent.name.startswith(NETWORKS)
        and (model.path.parent / "config.json").is_file()
    ):
        raise BadInput(
            f"{model.path.parent.parent} lacks {INDEX}",
            mend="Fetch the model again; what is there is kept.",
        )
    raise BadInput(
        f"A single file of {model.family or 'this kind'} cannot be run",
        mend="Get its folder of diffusers: verbench models fetch OWNER/NAME -o FOLDER",
    )


@dataclass
class _Parts:
    """Where the components of one pipeline come from."""

    model: Model
    folders: tuple[Path, ...]
    memory: Path | None
    config: Path

    @cached_property
    def index(self) -> dict[str, Any]:
        """The model_index.json of the configuration."""
        return read_json(self.config / INDEX)

    def names(self, name: str) -> bool:
        """Whether the pipeline has such a component; [null, null] is one that it could have."""
        said = self.index.get(name)
        return isinstance(said, list) and bool(said) and isinstance(said[0], str)

    @cached_property
    def there(self) -> tuple[Model, ...]:
        """All models that a part may be taken from, those beside the file first."""
        named = places_in(folder for folder in self.folders if folder.is_dir())
        places = dict.fromkeys((Place(self.model.path.parent), *named))
        found = scan(places, memory=self.memory)
        usable = [item for item in found if isinstance(item, Model) and item.usable]
        beside = [item for item in usable if item.path.parent == self.model.path.parent]
        return (*beside, *(item for item in usable if item not in beside))

    def whole(self, names: Collection[str]) -> Model:
        """The model with the parts that come from elsewhere, under their names in the pipeline."""
        found = (replace(self.source(n)[1], name=n) for n in _WEIGHTY if n in names)
        return replace(self.model, parts=tuple(found))

    def component(self, name: str, numbers: Any) -> Any:
        """One component, loaded."""
        if name in ("scheduler", "image_processor"):
            return self._plain(name)
        if name == "tokenizer":
            return self._tokenizer()
        source, part = self.source(name)
        with refusals.named(source.name):
            if source.kind == "diffusers":
                return _of_folder(source, part, self.index[name], numbers)
            return _of_file(source, self.config / name, self.index[name], numbers)

    def source(self, name: str) -> tuple[Model, Part]:
        """The model that has a part, and the part. Raises BadInput where there is none."""
        if name.startswith("transformer"):
            return self._network(name)
        fits, called = self._wanted(name)
        for other in self.there:
            part = other.part(name)
            loadable = other.kind == "diffusers" or other.path.suffix != ".gguf"
            if part is not None and loadable and fits(part):
                return other, part
        raise BadInput(
            f"{self.model.name} needs {called}, which is in none of your folders",
            mend=f"Put it beside {self.model.path.name}, or name the folder that it is in.",
        )

    def _wanted(self, name: str) -> tuple[Callable[[Part], bool], str]:
        """What a part has to be, and what it is called."""
        config = read_json(self.config / name / "config.json")
        if name == "vae":
            channels = config["z_dim"]
            return (lambda part: part.channels == channels), f"a VAE of {channels} channels"
        if name == "text_encoder":
            width = config["d_model"]
            known = ("umt5-xxl", "UMT5EncoderModel")
            return (
                lambda part: part.network in known and part.width == width
            ), "the text encoder umT5-xxl"
        width = config["hidden_size"]
        return (lambda part: part.width in (width, 0)), "the image encoder CLIP ViT-H"

    def _network(self, name: str) -> tuple[Model, Part]:
        if not self.names("transformer_2"):
            return _with_part(self.model)
        if not self.model.noise:
            raise BadInput(
                f"The name of {self.model.path.name} does not say which of the two experts it is",
                mend="Name it with 'high_noise' or 'low_noise'.",
            )
        wanted = "high" if name == "transformer" else "low"
        if self.model.noise == wanted:
            return _with_part(self.model)
        others = [other for other in self.there if self._pairs(other, wanted)]
        if not others:
            raise BadInput(
                f"{self.model.name} is one of two experts, and the one for {wanted} noise is in "
                "none of your folders",
                mend=f"Put it beside {self.model.path.name}.",
            )
        # of several the one whose name differs by that word alone
        alike = [other for other in others if _bare(other.path) == _bare(self.model.path)]
        return _with_part((alike or others)[0])

    def _pairs(self, other: Model, noise: str) -> bool:
        same = (other.family, other.variant) == (self.model.family, self.model.variant)
        return same and other.noise == noise and other.kind != "diffusers"

    def _plain(self, name: str) -> Any:
        library, cls = self.index[name]
        return class_of(library, cls).from_pretrained(
            str(self.config / name), local_files_only=True
        )

    def _tokenizer(self) -> Any:
        source, _ = self.source("text_encoder")
        if source.kind == "diffusers" and (source.path / "tokenizer").is_dir():
            from transformers import AutoTokenizer

            with refusals.named(source.name):
                return AutoTokenizer.from_pretrained(
                    str(source.path / "tokenizer"), local_files_only=True, trust_remote_code=False
                )
        return tokenizer("umt5")


def _with_part(model: Model) -> tuple[Model, Part]:
    part = model.part("transformer")
    assert part is not None  # its family is told by it
    return model, part


def _bare(path: Path) -> str:
    """A file's name without what says which expert it is."""
    return re.sub(r"(?:high|low)[_\-. ]?(?:noise)?", "", path.stem.lower())


def class_of(library: str, name: str) -> Any:
    """A class of diffusers or transformers by its name."""
    import diffusers
    import transformers

    return getattr({"diffusers": diffusers, "transformers": transformers}[library], name)


def _of_folder(source: Model, part: Part, said: list[str], numbers: Any) -> Any:
    return class_of(*said).from_pretrained(
        str(source.path / part.name),
        dtype=numbers,
        local_files_only=True,
        use_safetensors=True,
    )


def _of_file(source: Model, config: Path, said: list[str], numbers: Any) -> Any:
    library, name = said
    cls = class_of(library, name)
    if source.path.suffix == ".gguf":
        return _of_gguf(source.path, cls, config, numbers)
    tensors = tensors_of(source, numbers)
    if library == "transformers":
        return _reader(source, cls, config, tensors, numbers)
    if name == "AutoencoderKLWan" and any(".upsamples.0.upsamples." in key for key in tensors):
        tensors = {residual(key): value for key, value in tensors.items()}
    made = cls.from_single_file(
        tensors,
        config=str(config.parent),
        subfolder=config.name,
        local_files_only=True,
    )
    return _narrowed(made, numbers)


def _narrowed(made: Any, numbers: Any) -> Any:
    """In these numbers, but for the layers that lose by it: `from_pretrained` keeps them in fp32,
    and `from_single_file` does not."""
    import torch

    kept = set(made._keep_in_fp32_modules or ())
    for name, tensor in (*made.named_parameters(), *made.named_buffers()):
        if tensor.is_floating_point():
            wide = kept & set(name.split("."))
            tensor.data = tensor.data.to(torch.float32 if wide else numbers)
    return made.eval()


def _of_gguf(path: Path, cls: Any, config: Path, numbers: Any) -> Any:
    from diffusers import GGUFQuantizationConfig

    return cls.from_single_file(
        str(path),
        config=str(config.parent),
        subfolder=config.name,
        dtype=numbers,
        quantization_config=GGUFQuantizationConfig(compute_dtype=numbers),
        local_files_only=True,
    )


def _reader(source: Model, cls: Any, config: Path, tensors: dict[str, Any], numbers: Any) -> Any:
    """A text or image encoder of transformers."""
    made, info = cls.from_pretrained(
        None,
        config=cls.config_class.from_pretrained(str(config), local_files_only=True),
        state_dict=tensors,
        dtype=numbers,
        output_loading_info=True,
    )
    check_whole(source.path.name, info)
    return made.eval()


def check_whole(what: str, told: Mapping[str, Any]) -> None:
    """Raises BadInput where a network was loaded without some of its tensors: the libraries fill
    them with noise. `told` is their account of the loading."""
    lost = sorted(name for name in told["missing_keys"] if not name.endswith(_SPARE))
    if lost:
        raise BadInput(
            f"{what} lacks {len(lost):,} tensors of its network: {lost[0]}",
            mend="Download it again, or choose another version of it.",
        )
