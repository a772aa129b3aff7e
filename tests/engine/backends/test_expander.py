"""A language model of a real class, with random weights, writes; what it writes is checked."""

import json
import queue
import shutil
from dataclasses import asdict

import pytest

from engine.backends import expander
from engine.errors import BadInput, Cancelled
from engine.generate.host import WorkerHost
from engine.prompt.expansion import Message, cleaned, instruction
from engine.prompt.fidelity import faults
from tests.helpers.tiny_writer import NO_SYSTEM, save_writer

PROMPT = "A red ball rolls slowly to the left."
ASKED = instruction(PROMPT, None)


@pytest.fixture(scope="module")
def folder(torch, tmp_path_factory):
    return save_writer(tmp_path_factory.mktemp("writer"))


@pytest.fixture(scope="module")
def tiny(folder):
    return expander.opened(folder)


def test_it_writes_word_by_word_and_the_same_seed_writes_the_same(tiny):
    told = []
    first = tiny.write(ASKED, told.append, seed=3, most=24)
    assert "".join(told).split() == first.split()
    assert len([piece for piece in told if piece]) > 1
    assert tiny.write(ASKED, lambda text: None, seed=3, most=24) == first
    assert tiny.write(ASKED, lambda text: None, seed=4, most=24) != first


def test_its_nonsense_is_rejected_for_what_it_lost(tiny):
    written = cleaned(tiny.write(ASKED, lambda text: None, seed=3, most=24))
    kinds = {fault.kind for fault in faults(PROMPT, written)}
    assert kinds & {"action", "direction", "added", "order"}


def test_it_stops_within_a_word_and_writes_again_afterwards(tiny):
    heard = 0

    def stop(text):
        nonlocal heard
        heard += 1
        if heard == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        tiny.write(ASKED, stop, most=200)
    assert heard == 3
    assert tiny.write(ASKED, lambda text: None, most=5)


def test_the_random_numbers_of_others_are_left_alone(torch, tiny):
    torch.manual_seed(5)
    wanted = torch.rand(1)
    torch.manual_seed(5)
    tiny.write(ASKED, lambda text: None, most=3)
    assert torch.rand(1) == wanted


@pytest.mark.parametrize("template", [NO_SYSTEM, None], ids=["no-system-role", "no-template"])
def test_models_without_a_system_role_or_a_template_are_told_all_the_same(
    torch, tmp_path, template
):
    other = expander.opened(save_writer(tmp_path / "writer", template=template))
    assert other.write(ASKED, lambda text: None, most=5)


def test_a_prompt_beyond_its_reach_is_refused(torch, tmp_path):
    short = expander.opened(save_writer(tmp_path / "writer", room=64))
    with pytest.raises(BadInput, match=r"too long for writer: .* of 64 tokens"):
        short.write(ASKED, lambda text: None)


def test_a_class_that_transformers_lacks_is_named(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "newer")
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(
        json.dumps(config | {"architectures": ["TomorrowForCausalLM"]})
    )
    with pytest.raises(BadInput, match="newer is a TomorrowForCausalLM"):
        expander.opened(copy)


def test_weights_of_another_shape_are_one_line(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "odd")
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps(config | {"hidden_size": 24}))
    with pytest.raises(BadInput) as caught:
        expander.opened(copy)
    assert "\n" not in str(caught.value)


def test_a_message_has_a_role():
    assert [message.role for message in ASKED] == ["system", "user"]
    assert ASKED[1] == Message("user", PROMPT)


def test_the_worker_writes_piece_by_piece_and_is_stopped(folder, tmp_path):
    lengthy = save_writer(tmp_path / "lengthy", layers=24, ends=False)
    events: queue.SimpleQueue[dict] = queue.SimpleQueue()
    host = WorkerHost(events.put)
    host.start()
    try:
        heard = until(events, "ready")
        payload = {"model": str(folder), "messages": [asdict(m) for m in ASKED], "seed": 3}
        host.submit("one", "expand", payload)
        heard = until(events, "done", "failed")
        assert heard[-1]["event"] == "done", heard[-1]
        assert [e["name"] for e in heard if e["event"] == "stage"] == ["loading", "writing"]
        told = "".join(e["text"] for e in heard if e["event"] == "text")
        assert told.split() == heard[-1]["text"].split()
        host.submit("two", "expand", payload | {"model": str(lengthy)})
        until(events, "text")
        host.cancel("two")
        assert until(events, "done", "cancelled")[-1]["event"] == "cancelled"
        host.submit("three", "expand", payload | {"model": str(folder / "lost")})
        assert "no language model" in until(events, "done", "failed")[-1]["message"]
    finally:
        host.close()


def until(events, *kinds):
    heard = []
    while not heard or heard[-1]["event"] not in kinds:
        heard.append(events.get(timeout=120))
    return heard
