"""Earlier prompts: a step back or forth goes in, the prompt to show comes out."""

from __future__ import annotations


class History:
    """Earlier prompts, the latest first. What was being written is kept as the newest of all."""

    def __init__(self, prompts: tuple[str, ...] = ()) -> None:
        self._prompts = prompts
        self._place = -1
        self._draft = ""

    def forget_draft(self) -> None:
        """Starts over at what is being written."""
        self._place = -1

    def older(self, text: str) -> str | None:
        """The prompt before the one shown; None where there is none."""
        return self._step(text, 1)

    def newer(self, text: str) -> str | None:
        """The prompt after the one shown, at last what was being written."""
        return self._step(text, -1)

    def _step(self, text: str, by: int) -> str | None:
        if self._place < 0 or text != self._prompts[self._place]:
            # an edited prompt is a new draft
            self._place, self._draft = -1, text
        place = self._place + by
        while 0 <= place < len(self._prompts) and self._prompts[place] == text:
            place += by
        if not -1 <= place < len(self._prompts):
            return None
        self._place = place
        return self._draft if place < 0 else self._prompts[place]
