"""Which one is the film? The clip forwards and backwards, side by side and unnamed.

What goes in is a clip; what comes out is whether the person told them apart. Who cannot tell has
learnt that time has no direction in this clip; who is sure of the wrong one has found a film that
runs backwards. A clip in which nothing moves has nothing to ask about, and is refused.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.errors import BadInput, VerbenchError
from engine.records import ClipInfo
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor
from widgets.player.reel import Reel
from widgets.player.transport import Clock

WIDEST = 480
BUDGET_BYTES = 192 * 1024 * 1024
LEAST = 3
"""Frames of a clip that has a direction: two in a loop are the same both ways."""
_NOISE, _AROUND = 10, 5
"""Levels of grey that coding alone changes at most, over so many pixels across."""
A, B = 0, 1


class BlindView(QWidget):
    """Two moving pictures and two buttons; keys A and B, Esc closes."""

    answered = Signal(bool)
    """Whether the film was told from its reverse."""
    judged = Signal(bool)
    """The finding 'reversed' is confirmed (True) or dismissed."""
    closed = Signal()
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("stage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Which one is the film?"))
        self._film = A
        self._answer: bool | None = None
        self._past: tuple[bool, ...] = ()
        self._verb, self._found = "", False
        self._waits = False
        self._reel = Reel(self, BUDGET_BYTES, WIDEST)
        self._reel.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._reel.frame_ready.connect(self._on_ready, Qt.ConnectionType.QueuedConnection)
        self._reel.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self._clock = Clock(self)
        self._clock.index_changed.connect(lambda _: self._show_frames())
        self._pictures = (_Half("A"), _Half("B"))
        self._question, self._said = QLabel(), QLabel()
        self._choices = (
            QPushButton(self.tr("A is the film")),
            QPushButton(self.tr("B is the film")),
        )
        self._again = QPushButton(self.tr("Once more"))
        self._judge = QPushButton()
        self._close = QPushButton(self.tr("Back to the take"))
        self._lay_out()

    def ask(
        self, path: Path, past: tuple[bool, ...], verb: str = "", *, found: bool = False
    ) -> None:
        """Asks about a clip. `verb` is one of its prompt that only goes one way; `found` is whether
        there is a finding that the clip runs backwards."""
        self._past, self._verb, self._found = past, verb, found
        self._answer, self._film = None, random.choice((A, B))
        self._waits = True
        self._clock.set_clip(0, 24.0)
        for picture in self._pictures:
            picture.show_image(None)
        self._reel.open(path)
        self._show_words()
        self.show()
        self.raise_()
        self.setFocus()

    def close_clip(self) -> None:
        """Lets go of the file and joins the decoding thread."""
        self._clock.stop()
        self._reel.close()

    @property
    def waits(self) -> bool:
        """Whether it is still prepared."""
        return self._waits

    @property
    def film(self) -> int:
        """Which of the two runs forwards."""
        return self._film

    def choose(self, side: int) -> None:
        """The person's answer."""
        if self._answer is not None or self._waits:
            return
        self._answer = side == self._film
        self._past = (*self._past, self._answer)
        self._show_words()
        self.answered.emit(self._answer)

    def leave(self) -> None:
        """Back to the take."""
        self.close_clip()
        self.hide()
        self.closed.emit()

    # inside

    def _ask_again(self) -> None:
        self._answer, self._film = None, random.choice((A, B))
        self._clock.go(0)
        self._clock.play()
        self._show_words()
        self.setFocus()

    def _on_opened(self, path: Path, clip: ClipInfo) -> None:
        # what does not stay in memory cannot be shown both ways: of a long clip, its beginning
        self._clock.set_clip(min(clip.frames, self._reel.room(clip)), clip.fps)
        self._show_words()
        self._on_ready(0)

    def _on_ready(self, index: int) -> None:
        """It plays once all of it is there: one that stutters would give itself away."""
        last = self._clock.count - 1
        if not self._waits or not self.isVisible() or last < 0 or self._reel.known(last) is None:
            return
        self._waits = False
        if moves(image for n in range(last + 1) if (image := self._reel.known(n)) is not None):
            self._show_words()
            self._clock.play()
            self._show_frames()
        else:
            self.leave()
            self.failed.emit(
                BadInput(
                    self.tr("Nothing moves in this take: both ways look alike"),
                    mend=self.tr("Ask of a take in which something moves."),
                )
            )

    def _show_frames(self) -> None:
        here, last = self._clock.index, self._clock.count - 1
        for side, picture in enumerate(self._pictures):
            image = self._reel.known(here if side == self._film else last - here)
            if image is not None:
                picture.show_image(image)

    def _show_words(self) -> None:
        asked = self._answer is None
        self._question.setText(self.tr("Which one is the film, and which one runs backwards?"))
        for button in self._choices:
            button.setVisible(asked)
            button.setEnabled(not self._waits)
        self._again.setVisible(not asked)
        for side, picture in enumerate(self._pictures):
            forwards = side == self._film
            told = self.tr("the film") if forwards else self.tr("backwards")
            picture.tell("" if asked else told, good=forwards)
        said = self.tr("Preparing…") if self._waits else self._tally()
        self._said.setText(said if asked else f"{self._verdict()} {self._tally()}".strip())
        self._judge.setVisible(not asked and self._found and bool(self._verb))
        self._judge.setText(
            self.tr("Dismiss “Reversed”") if self._answer else self.tr("Confirm “Reversed”")
        )

    def _verdict(self) -> str:
        if self._answer:
            said = self.tr("Right.")
            more = self.tr("“{verb}” goes one way, and the film does: it is not reversed.")
        else:
            said = self.tr("That one runs backwards.")
            more = self.tr(
                "“{verb}” goes one way only: that the reverse looks like the film speaks for a "
                "reversed take."
            )
        return f"{said} {more.format(verb=self._verb)}" if self._verb else said

    def _tally(self) -> str:
        if not self._past:
            return ""
        right, count = sum(self._past), len(self._past)
        return self.tr("{n} of {m} right on this take.").format(n=right, m=count)

    def _lay_out(self) -> None:
        self._question.setProperty("role", "heading")
        self._said.setProperty("role", "dim")
        for label in (self._question, self._said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        pictures, buttons = QHBoxLayout(), QHBoxLayout()
        pictures.setSpacing(2 * GRID)
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for side, (picture, button) in enumerate(zip(self._pictures, self._choices, strict=True)):
            pictures.addWidget(picture, 1)
            button.clicked.connect(lambda _=False, side=side: self.choose(side))
        self._again.clicked.connect(self._ask_again)
        self._judge.clicked.connect(lambda: self.judged.emit(not self._answer))
        self._close.clicked.connect(self.leave)
        every = (*self._choices, self._again, self._judge, self._close)
        for button, keys in zip(every, ("A", "B", "", "", "Esc"), strict=True):
            button.setToolTip(keys)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._question)
        column.addLayout(pictures, 1)
        column.addWidget(self._said)
        column.addLayout(buttons)

    def event(self, event: QEvent) -> bool:
        # keys of the player mean nothing here
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
            if event.modifiers() in plain:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_A: A, Qt.Key.Key_B: B}
        if event.key() in keys:
            self.choose(keys[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Space:
            self._clock.stop() if self._clock.playing else self._clock.play()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)


def moves(images: Iterable[QImage]) -> bool:
    """Whether any image is another than the first, beyond what coding does to a still picture."""
    import cv2

    first: np.ndarray | None = None
    for image in images:
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
        level = cv2.blur(rows[:, : grey.width()], (_AROUND, _AROUND))
        if first is None:
            first = level
        elif int(cv2.absdiff(level, first).max()) > _NOISE:
            return True
    return False


class _Half(QWidget):
    """One of the two pictures under its letter."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter, self._told, self._good = letter, "", False
        self._image: QImage | None = None
        self.setMinimumSize(120, 80)
        self.setAccessibleName(letter)

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def tell(self, words: str, *, good: bool) -> None:
        self._told, self._good = words, good
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(2, 28, -2, -2)
        place = QRectF(room)
        if self._image is not None and not self._image.isNull():
            size = self._image.size().toSizeF()
            size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(0, 0), size)
            place.moveCenter(room.center())
            painter.drawImage(place, self._image)
        else:
            painter.setPen(QPen(qcolor(theme.line), 1))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        words = f"{self._letter} · {self._told}" if self._told else self._letter
        painter.setPen(qcolor(theme.good if self._told and self._good else theme.text))
        above = QRectF(room.left(), place.top() - 26, room.width(), 22)
        painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), words)
        if self._told and self._good:
            painter.setPen(QPen(qcolor(theme.good), 2))
            painter.drawRect(place.adjusted(-1, -1, 1, 1))
