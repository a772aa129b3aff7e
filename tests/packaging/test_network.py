"""A failed installation is blamed on the network only where the index does not answer."""

import socket

from commands import network


def test_a_host_that_answers_is_not_blamed() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        index = f"http://127.0.0.1:{server.getsockname()[1]}/simple"
        assert network.silent_host({"index-url": index}, {}) == ""


def test_a_host_that_does_not_answer_is_named() -> None:
    assert network.silent_host({"index-url": "https://127.0.0.1:1/simple"}, {}) == "127.0.0.1"


def test_behind_a_proxy_only_the_proxy_must_answer() -> None:
    pip = {"index-url": "https://packages.example/simple"}
    assert network.silent_host(pip, {"https_proxy": "127.0.0.1:1"}) == "127.0.0.1"


def test_an_index_in_a_folder_needs_no_network() -> None:
    assert network.silent_host({"index-url": "file:///srv/simple"}, {}) == ""
