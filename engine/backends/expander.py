"""A language model of the person writes a prompt: a folder and messages go in, words come out.

transformers runs it, from safetensors alone and without code of the model's own. Words are told as
they are written; whoever hears them may stop it by raising Cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.backends.diffusion.refusals import named
from engine.errors import BadInput
from engine.models.writers import Writer, writer_at
from engine.prompt.expansion import Message

MOST_TOKENS = 400
TEMPERATURE, TOP_P = 0.7, 0.9
_ROOM = 1 << 30
"""Bytes beside the weights: the conversation, and what computes."""

OnText = Callable[[str], None]
"""Told each piece of text as it is written; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Expander:
    """A language model that is loaded; it serves many prompts."""

    writer: Writer
    tokenizer: Any
    model: Any

    def write(
        self,
        messages: Sequence[Message],
        on_text: OnText,
        *,
        seed: int = 0,
        most: int = MOST_TOKENS,
    ) -> str:
        """What it answers. The same seed gives the same words on the same machine."""
        import torch

        with named(self.writer.name):
            asked = _tokens(self.tokenizer, messages).to(self.model.device)
            self._check_room(asked.shape[1], most)
            devices = [self.model.device] if self.model.device.type == "cuda" else []
            with torch.random.fork_rng(devices=devices), torch.inference_mode():
                torch.manual_seed(seed)
                answer = self.model.generate(
                    asked,
                    attention_mask=torch.ones_like(asked),
                    generation_config=self._manner(most),
                    streamer=_streamer(self.tokenizer, on_text),
                )
            return str(self.tokenizer.decode(answer[0, asked.shape[1] :], skip_special_tokens=True))

    def _check_room(self, asked: int, most: int) -> None:
        room = getattr(self.model.config, "max_position_embeddings", None)
        if room is not None and asked + most > room:
            raise BadInput(
                f"The prompt is too long for {self.writer.name}: {asked} of {room} tokens",
                mend="Shorten it, or choose a model that reads more.",
            )

    def _manner(self, most: int) -> Any:
        """How it chooses words; where it ends is the model's own."""
        from transformers import GenerationConfig

        own = self.model.generation_config
        end = own.eos_token_id if own.eos_token_id is not None else self.tokenizer.eos_token_id
        first_end = end[0] if isinstance(end, list) else end
        return GenerationConfig(
            max_new_tokens=most,
            do_sample=True,
            temperature=TEMPERATURE,
            top_p=TOP_P,
            eos_token_id=end,
            bos_token_id=own.bos_token_id,
            pad_token_id=first_end if own.pad_token_id is None else own.pad_token_id,
        )


def opened(folder: Path) -> Expander:
    """Loads the language model in a folder: onto the card where it has room, else into memory.

    Raises BadInput where it cannot be used, MissingPart where transformers is not installed.
    """
    writer = writer_at(folder)
    with named(writer.name):
        import transformers

        kind = getattr(transformers, writer.network, None)
        if kind is None:
            raise BadInput(
                f"{writer.name} is a {writer.network}, which this transformers does not know",
                mend="Update it: pip install -U transformers",
            )
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            folder, local_files_only=True, trust_remote_code=False
        )
        device, dtype = _where(writer)
        model = kind.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=dtype
        )
        return Expander(writer, tokenizer, model.to(device).eval())


def _where(writer: Writer) -> tuple[str, Any]:
    """On which device, and in which numbers: as they are saved, halves on a processor as bfloat16
    because it computes those."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()  # what another model had here is free
        free, _ = torch.cuda.mem_get_info()
        if free > writer.bytes + _ROOM:
            return "cuda", "auto"
    from engine.models.files import read_json
    from engine.models.writers import CONFIG

    config = read_json(writer.path / CONFIG)
    half = "float16" in (config.get("dtype"), config.get("torch_dtype"))
    return "cpu", torch.bfloat16 if half else "auto"


def _tokens(tokenizer: Any, messages: Sequence[Message]) -> Any:
    """The conversation as the model was taught it; without a template as plain text."""
    turns = [{"role": message.role, "content": message.content} for message in messages]
    if tokenizer.chat_template is None:
        text = "\n\n".join(turn["content"] for turn in turns) + "\n\n"
        return tokenizer(text, return_tensors="pt")["input_ids"]
    from jinja2.exceptions import TemplateError

    try:
        return _templated(tokenizer, turns)
    except TemplateError:  # some know no system role
        joined = "\n\n".join(turn["content"] for turn in turns)
        return _templated(tokenizer, [{"role": "user", "content": joined}])


def _templated(tokenizer: Any, turns: list[dict[str, str]]) -> Any:
    told = tokenizer.apply_chat_template(
        turns, add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    return told["input_ids"]


def _streamer(tokenizer: Any, on_text: OnText) -> Any:
    from transformers import TextStreamer

    class Telling(TextStreamer):  # type: ignore[misc]
        """Tells what is written instead of printing it."""

        def put(self, value: Any) -> None:
            super().put(value)
            on_text("")  # a chance to stop at every token, also within a word

        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            if text:
                on_text(text)

    return Telling(tokenizer, skip_prompt=True, skip_special_tokens=True)
