"""Tokenizers for checkpoints that come without one, made of the vocabularies that are shipped: the
name of a SentencePiece model goes in, a tokenizer of transformers comes out that cuts alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import resources


def tokenizer(name: str) -> Any:
    """The tokenizer of `resources/tokenizers/<name>.model`; it ends every text with `</s>`."""
    from sentencepiece import SentencePieceProcessor
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    pieces = SentencePieceProcessor(model_file=str(resources.path("tokenizers", f"{name}.model")))
    scores = [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(pieces.vocab_size())]
    made = Tokenizer(models.Unigram(scores, pieces.unk_id(), byte_fallback=_spells(scores)))
    rules = _normalizer(pieces.serialized_model_proto())
    if rules:
        made.normalizer = normalizers.Precompiled(rules)
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    made.decoder = decoders.Metaspace(prepend_scheme="always", split=True)
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", pieces.eos_id())]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )


def _spells(scores: list[tuple[str, float]]) -> bool:
    return any(piece == "<0x00>" for piece, _ in scores)


def _normalizer(model: bytes) -> bytes:
    """The table of character replacements in a SentencePiece model (`precompiled_charsmap`, field
    2 of `normalizer_spec`, field 3); empty where characters stay as they are."""
    spec = next((value for number, value in _fields(model) if number == 3), b"")
    return next((value for number, value in _fields(spec) if number == 2), b"")


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of a protocol buffer that hold bytes, with their numbers."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = number()
        match key & 7:
            case 0:
                number()
            case 1:
                at += 8
            case 5:
                at += 4
            case _:
                length = number()
                yield key >> 3, message[at : at + length]
                at += length
