"""A tiny language model of a real class, saved as a person has one: random weights, real files."""

from __future__ import annotations

from pathlib import Path

TEMPLATE = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
NO_SYSTEM = (
    "{% for m in messages %}{% if m['role'] == 'system' %}"
    "{{ raise_exception('System role not supported') }}{% endif %}{{ m['content'] }}{% endfor %}"
)
WORDS = tuple(
    "a the man woman ball dog red runs rolls throws jumps slowly left right to in sun light "  # noqa: SIM905
    "grass water warm camera pans , .".split()
)


def save_writer(
    folder: Path,
    *,
    template: str | None = TEMPLATE,
    room: int = 2048,
    layers: int = 2,
    ends: bool = True,
) -> Path:
    """A LlamaForCausalLM with a few layers and words for a vocabulary.

    One without a word for the end writes as much as it may.
    """
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    special = ["<unk>", "<s>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
    vocabulary = {word: number for number, word in enumerate([*special, *WORDS])}
    raw = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw,
        unk_token="<unk>",
        bos_token="<s>",
        eos_token="<|end|>" if ends else None,
    )
    tokenizer.chat_template = template
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=layers,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=room,
        bos_token_id=1,
        eos_token_id=2 if ends else None,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder
