"""The workers that make takes: one for every graphics card, or one where there is none.

What goes in is the next job's settings; what comes out is the idle worker that should have it: one
that has its model loaded already, else one that has nothing loaded that the jobs behind it need.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence

from engine.generate.estimate import warmth
from engine.generate.host import Event, WorkerHost
from engine.models.machine import Card, cards
from engine.records import Settings


class Makers:
    """The hosts of all workers. For the thread of the project, but for the asking after cards."""

    def __init__(
        self,
        collect: Callable[[Event], None],
        command: Sequence[str] | None,
        grace: float,
        most: int = 0,
    ) -> None:
        """`collect` is called from other threads: with what the workers say, and with `cards`,
        which is for `begin` and may still come after `close`. `most` bounds the number of
        workers; 0 is one for every card."""
        self._collect = collect
        self._command = command
        self._grace = grace
        self._most = max(0, most)
        self._hosts: tuple[WorkerHost, ...] = ()
        self._warm: dict[str, Hashable] = {}
        self._looking = False
        self._asking: threading.Thread | None = None
        self._closed = False

    def __iter__(self) -> Iterator[WorkerHost]:
        return iter(self._hosts)

    def start(self) -> None:
        """Start the workers, or those that were given up, again; the first time, `begin` follows
        once it is known what cards there are."""
        for host in self._hosts:
            host.start()
        if self._asking is None and not self._closed:
            self._asking = threading.Thread(target=self._ask, daemon=True)
            self._asking.start()

    def _ask(self) -> None:
        # the driver's tool may take seconds
        self._collect({"event": "cards", "cards": cards(), "worker": ""})

    def begin(self, found: Sequence[Card]) -> None:
        """One worker for each of these cards, or one without a card; those with most room first."""
        if self._hosts or self._closed:
            return
        best = sorted(found, key=lambda card: (-card.free, card.index))
        chosen: Sequence[Card | None] = (best[: self._most] if self._most else best) or (None,)
        self._hosts = tuple(
            WorkerHost(self._collect, command=self._command, grace=self._grace, card=card)
            for card in chosen
        )
        for host in self._hosts:
            host.look(self._looking)
            host.start()

    @property
    def any_idle(self) -> bool:
        """Whether a worker can take a job now."""
        return any(host.idle_worker for host in self._hosts)

    @property
    def given_up(self) -> bool:
        """Whether there are workers and none of them can be started."""
        return bool(self._hosts) and all(host.given_up for host in self._hosts)

    def look(self, looking: bool) -> None:
        """Say whether anybody looks at previews."""
        self._looking = looking
        for host in self._hosts:
            host.look(looking)

    def cancel(self, job_id: str) -> None:
        """Stop this job, whoever has it."""
        for host in self._hosts:
            host.cancel(job_id)

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        for host in self._hosts:
            host.begin_to_close()
        for host in self._hosts:
            host.close()

    def idle(self, upcoming: Sequence[Settings]) -> tuple[WorkerHost, str] | None:
        """Who should make the first of the upcoming requests, and its worker now; None where all
        are busy."""
        free = [(host, worker) for host in self._hosts if (worker := host.idle_worker)]
        if not free or not upcoming:
            return None
        wanted = [warmth(settings) for settings in upcoming]

        def cost(one: tuple[WorkerHost, str]) -> tuple[bool, bool, bool]:
            warm = self._warm.get(one[1])
            return (warm != wanted[0], warm in wanted[1:], warm is not None)

        return min(free, key=cost)

    def remember(self, worker: str, settings: Settings) -> None:
        """This worker has the model of these settings loaded from now on."""
        alive = {host.worker for host in self._hosts}
        self._warm = {name: key for name, key in self._warm.items() if name in alive}
        self._warm[worker] = warmth(settings)

    def warmth_of(self, worker: str) -> Hashable:
        """What a worker has loaded."""
        return self._warm.get(worker)
