"""Earlier prompts over the prompt: what was kept goes in, the words to bring back come out."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from engine.records import KeptPrompt
from widgets.common.popover import Entry, Popover
from widgets.common.translation import tr
from widgets.prompt.hint_card import plain_label

_LINES = 2


class HistoryPopover(Popover):
    """The prompts of the project with their date, model and rating."""

    prompt_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Earlier prompts"), tr("Find a prompt by its words or model"), parent)
        self._prompts: tuple[KeptPrompt, ...] = ()
        self.set_rank(self._rank_of)
        self.set_empty(
            tr("No earlier prompts yet.\nOne is kept when you generate or leave a shot."),
            tr("No earlier prompt has these words."),
        )
        self.entry_chosen.connect(self._on_chosen)
        foot = plain_label(tr("Enter brings it back; undo returns to what you have."), "dim")
        self.column.addWidget(foot)

    def set_prompts(self, prompts: tuple[KeptPrompt, ...]) -> None:
        """Shows these, in this order."""
        self._prompts = prompts
        today = QDate.currentDate()
        self.set_entries(
            tuple(
                Entry(number, prompt.text, about=_about(prompt, today), lines=_LINES)
                for number, prompt in enumerate(prompts)
            )
        )

    def _on_chosen(self, key: int) -> None:
        self.hide()
        self.prompt_chosen.emit(self._prompts[key].text)

    def _rank_of(self, query: str, entry: Entry) -> float | None:
        from engine.prompt.snippets import score

        prompt = self._prompts[int(str(entry.key))]
        found = score(query, "", prompt.text, prompt.model)
        # the newest of those that are found comes first: how well one fits says little
        return None if found is None else float(int(str(entry.key)))


def _about(prompt: KeptPrompt, today: QDate) -> str:
    takes = tr("1 take") if prompt.takes == 1 else tr("{n} takes").format(n=prompt.takes)
    takes = takes if prompt.takes else tr("not generated")
    parts = [_when(prompt.kept, today), prompt.model, takes, _rated(prompt)]
    return "  ·  ".join(part for part in parts if part)


def _rated(prompt: KeptPrompt) -> str:
    rating = prompt.rating
    if rating is None or (rating.adherence is None and rating.physics is None):
        return ""
    words = tr("adherence {a}, physics {p}")
    return words.format(a=rating.adherence or "–", p=rating.physics or "–")


def _when(iso: str, today: QDate) -> str:
    """The date in the person's own format; of today the time of day."""
    at = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs).toLocalTime()
    short = QLocale.FormatType.ShortFormat
    if at.date() == today:
        return tr("today {time}").format(time=QLocale().toString(at.time(), short))
    return QLocale().toString(at.date(), short)
