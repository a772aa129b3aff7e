"""Token counts are those of the models' own tokenizers, and offsets are of the text as typed."""

from __future__ import annotations

import hashlib
import html
import re
import time

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from engine.prompt import tokens
from engine.prompt.models import Family, families, family_of
from engine.prompt.reading import READ_LIMIT
from engine.prompt.tokens import count, meter, unknown
from engine.records import Span


def family(name: str) -> Family:
    found = family_of(name)
    assert found is not None
    return found


# What the original tokenizers say without special tokens: tokenizer.json of T5 v1.1, umT5-xxl and
# Qwen2.5 in Hugging Face tokenizers 0.23, instant-clip-tokenizer 0.1.1 for CLIP.
REFERENCE = {
    "A dog runs to the left.": (7, 7, 7, 7),
    "“Curly” quotes – and it’s a dash…": (17, 14, 15, 12),
    "A puppy 🐕 jumps over 🪵": (9, 10, 8, 10),
    "👩\u200d🚀 waves 👋🏽": (7, 9, 5, 8),
    "一只小狗向前奔跑。": (2, 10, 20, 5),
    "A dog runs, 然后停下来": (6, 10, 16, 9),
    "مرحبا, the cat يمشي left": (8, 8, 13, 10),
    "don't STOP at 1234 km/h": (11, 14, 11, 11),
    "café naïve ﬁne Å": (9, 8, 10, 8),
    "x\u200dy\u00a0z": (6, 5, 5, 6),
}


@pytest.mark.parametrize("text", REFERENCE)
def test_counts_are_those_of_the_original_tokenizers(text: str):
    counts = tuple(count(text, name) for name in ("t5", "umt5", "clip", "qwen2"))
    assert counts == REFERENCE[text]


def test_the_shipped_vocabularies_are_the_ones_the_readme_names():
    readme = resources.path("tokenizers", "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"^    ([0-9a-f]{64})  (\S+)$", readme, re.MULTILINE))
    files = [p for p in resources.path("tokenizers").iterdir() if f"| `{p.name}` |" in readme]
    assert len(files) == len(named) == 4
    for path in files:
        assert named[hashlib.sha256(path.read_bytes()).hexdigest()] == path.name


def test_the_meter_counts_the_special_tokens_and_names_the_limit():
    assert meter("A dog runs", family("cogvideox")) == tokens.Meter(4, 226, None, True)
    assert meter("A dog runs", family("animatediff")) == tokens.Meter(5, 77, None, True)


@pytest.mark.parametrize("name", ["ltx-video", "animatediff", "wan-2.2", "hunyuanvideo-1.5"])
def test_up_to_the_limit_all_is_seen_and_one_word_more_is_cut(name: str):
    model = family(name)
    assert model.encoders
    room = model.encoders[0].limit - model.encoders[0].special
    full = " ".join(["dog"] * room)
    assert meter(full, model).cut is None
    assert meter(full, model).count == meter(full, model).limit
    assert meter(f"{full} cat runs", model).cut == Span(len(full) + 1, len(full) + 9)


def test_what_is_cut_is_told_in_the_text_as_it_was_typed():
    typed = "  “Dogs”  &amp;\n\n ﬁne " + "dog " * 600
    cut = meter(typed, family("wan-2.2")).cut
    assert cut is not None
    assert typed[cut.start - 4 : cut.end].startswith("dog dog")
    assert cut.end == len(typed.rstrip())


def test_pipelines_clean_a_prompt_and_so_does_the_count():
    assert (
        meter("A “dog” &amp; cat\n\nrun ", family("wan-2.2")).count
        == meter('A "dog" & cat run', family("wan-2.2")).count
    )


@given(st.text("abC.,'\"- –—…女孩，。！（）：“”‘’《》\u3000ＡＢ１‚„‛‟&;\t\n"))
def test_the_quick_cleaning_is_what_ftfy_does(text: str):
    slow = html.unescape(html.unescape(ftfy.fix_text(text)))
    assert tokens._cleaned(text, "prompt") == " ".join(slow.split())


def test_a_model_whose_vocabulary_cannot_be_shipped_is_estimated():
    told = meter("A dog runs to the left.", family("hunyuanvideo"))
    assert told == tokens.Meter(7, 256, None, False)


def test_a_summary_encoder_beside_the_one_for_words_cuts_nothing():
    text = " ".join(["dog"] * 120)
    assert meter(text, family("hunyuanvideo")).cut is None


def test_a_model_that_reads_no_text_sees_none_of_it():
    assert meter(" A dog runs ", family("svd")) == tokens.Meter(0, 0, Span(1, 11), True)
    assert meter("A dog runs", family("animatic")) == tokens.Meter(0, None, None, True)


def test_unknown_characters_are_where_they_stand():
    text = "A dog 🐕 runs, 然后停下来"
    assert [text[a:b] for a, b in unknown(text, "t5")] == ["🐕", "然后停下来"]
    assert unknown(text, "umt5") == ()
    assert unknown("waves 🪵 on", "umt5") == (Span(6, 7),)


def test_of_an_endless_text_the_beginning_is_counted_and_said_to_be():
    text = "dog " * 30_000
    told = meter(text, family("cogvideox"))
    assert not told.exact
    assert told.count == READ_LIMIT // 4 + 1
    assert told.cut == Span(225 * 4, len(text) - 1)


ANY = st.text(max_size=400) | st.text(
    st.characters(categories=["Cs", "So", "Mn", "Cf", "Lo", "Zs", "Cc"]), max_size=80
)


@settings(max_examples=150)
@given(ANY, st.sampled_from(families()))
def test_any_text_can_be_metered_and_spans_lie_inside(text: str, model: Family):
    for words in (text, text * 40):
        told = meter(words, model)
        assert told.count >= 0
        if told.cut is not None:
            assert 0 <= told.cut.start < told.cut.end <= len(words)
            assert told.limit is not None
    for encoder in model.encoders or ():
        spans = unknown(text, encoder.tokenizer)
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert list(spans) == sorted(spans)


@given(ANY)
def test_pieces_are_as_many_as_the_count(text: str):
    whole = tokens._whole(text)
    for name, load in tokens.TOKENIZERS.items():
        assert len(load().pieces(whole)) == count(text, name)


def test_counting_a_long_prompt_takes_a_moment():
    model = family("cogvideox")
    meter("loaded", model)
    text = "A woman in a red dress walks slowly towards the camera and smiles. " * 13
    started = time.perf_counter()
    for k in range(20):
        meter(f"{text}{k}", model)
    assert (time.perf_counter() - started) / 20 < 0.01
