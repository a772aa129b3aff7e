"""The left side of the workbench: a prompt, its reading and its hints go in, words and wishes out.

The panel joins the editor, the beats strip, the hint cards, the negative prompt and the list of
problems. It asks nobody for hints: who wired `text_changed` hands them back by `set_hints`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFont,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import Action, Fix, Hint, Reading, Span
from widgets.common.icon import icon
from widgets.common.numbers import counted
from widgets.common.offsets import Offsets
from widgets.common.theme import GRID, colours_of
from widgets.prompt.beats import BeatsStrip
from widgets.prompt.editor import PromptEditor
from widgets.prompt.fix_menu import FixMenu, entry_of
from widgets.prompt.hint_card import plain_label
from widgets.prompt.hint_list import HintList
from widgets.prompt.problems import ProblemList
from widgets.prompt.shelf import Shelf
from widgets.prompt.token_meter import TokenMeter
from widgets.prompt.tracking import Mark
from widgets.prompt.unsaid import UnsaidLine

if TYPE_CHECKING:
    from engine.prompt.tokens import Meter

READ_LIMIT = 20_000
"""Characters of a prompt that are read for hints."""
_MOST_UNSAID = 4
"""So many actions without a speed are offered one at once."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_EDITOR_HEIGHT = 19 * GRID
_LEAST_LINE = 10 * GRID
_SETTLE_MS = 60
"""Cards follow the underlines after this pause, so that they cost no keystroke anything."""


class Disclosure(QToolButton):
    """A line that unfolds a part of the panel; where it is narrow its text ends in '…'."""

    def __init__(self, text: str, part: QWidget) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("role", "disclosure")
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._part = part
        part.hide()
        self.toggled.connect(self._on_toggled)
        self._tint()

    def _on_toggled(self, open_: bool) -> None:
        self._part.setVisible(open_)
        self._tint()

    def _tint(self) -> None:
        name = "chevron-down" if self.isChecked() else "chevron-right"
        self.setIcon(icon(name, colours_of(self).dim))

    @property
    def _lacks(self) -> int:
        """Pixels of its text that it has no room for."""
        return max(0, self.sizeHint().width() - self.width())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST_LINE), hint.height())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._lacks else "")

    def paintEvent(self, event) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        metrics, lacks = self.fontMetrics(), self._lacks
        if lacks:
            room = metrics.horizontalAdvance(self.text()) - lacks
            option.text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


class PromptPanel(QWidget):
    """Editor, beats, cards, negative prompt and problems of one shot."""

    text_changed = Signal(str)
    negative_changed = Signal(str)
    composing_changed = Signal(bool)
    fix_chosen = Signal(Hint, Fix)
    ignore_chosen = Signal(Hint, str)
    explain_chosen = Signal(str)
    settings_chosen = Signal(str)
    stroke_chosen = Signal(int)
    draw_chosen = Signal(Action)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: Mark | None = None
        self._meter: Meter | None = None
        self._about = ""
        self._reading = Reading("")
        self._read = False
        self._count = 0
        self.editor = PromptEditor()
        self.shelf = Shelf(self.editor)
        self.unsaid = UnsaidLine()
        self.beats = BeatsStrip()
        self.hints = HintList()
        self.negative = self._make_negative()
        self.problems = ProblemList(self.editor.document())
        self.counter = TokenMeter()
        self.negative_counter = TokenMeter()
        self.unheeded = plain_label("", "dim")
        self.unheeded.hide()
        self.notice = plain_label("", "dim")
        self.notice.hide()
        self.fold = Disclosure(self.tr("Negative prompt"), self.negative)
        self.toggle = Disclosure(self.tr("Problems"), self.problems)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._show_marks)
        self._lay_out()
        self._connect()
        self._on_text(self.editor.text())
        self._show_marks()

    def text(self) -> str:
        """The prompt as it stands."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Shows another prompt, without saying so by `text_changed`."""
        if text != self.text():
            self._read = False
            self.editor.set_text(text)
            self._on_text(self.editor.text())

    def set_hints(
        self, hints: tuple[Hint, ...], text: str | None = None, unsaid: tuple[Hint, ...] = ()
    ) -> None:
        """Shows the hints that were found in `text` (None: in the prompt as it stands).

        Where the prompt was edited since, the hints move along and those of edited words are left
        out until they are found again. `unsaid` are named in the quiet line only.
        """
        self._read = True
        self.editor.set_hints(hints, self.text() if text is None else text, unsaid)

    def set_reading(self, reading: Reading) -> None:
        """Lays the actions of the prompt out on the beats strip."""
        self._reading = reading
        self.beats.set_reading(reading)
        self._settle.start()

    def set_duration(self, seconds: float) -> None:
        """Sets the length of the clip."""
        self.beats.set_duration(seconds)

    def set_negative(self, text: str) -> None:
        """Shows another negative prompt, without saying so by `negative_changed`."""
        if text != self.negative.toPlainText():
            blocked = self.negative.blockSignals(True)
            self.negative.setPlainText(text)
            self.negative.blockSignals(blocked)
        if text:
            self.fold.setChecked(True)

    def set_history(self, prompts: tuple[str, ...]) -> None:
        """Earlier prompts, the latest first, for Alt+Up and Alt+Down."""
        self.editor.set_history(prompts)

    def set_meter(self, meter: Meter | None, text: str, about: str = "") -> None:
        """Shows how much of what the model reads `text` takes, and greys out what it never sees.

        None counts words instead; `about` says who counts.
        """
        self._meter = None if meter is None or meter.limit is None else meter
        self._about = about
        cut = self._meter.cut if self._meter else None
        self.editor.set_cut(None if cut is None else cut.start, text, about)
        self._show_count()

    def set_negative_meter(self, meter: Meter | None, about: str = "", unheeded: str = "") -> None:
        """Shows the same for the negative prompt, or in words that the model does not heed it."""
        if meter is None or not meter.limit:
            self.negative_counter.set_words("")
        else:
            self.negative_counter.set_tokens(
                meter.count, meter.limit, exact=meter.exact, about=about
            )
        self.unheeded.setText(unheeded)
        self._show_unheeded()

    def replace_text(self, text: str) -> None:
        """Puts another prompt in place of this one as one edit that can be undone."""
        self.editor.replace_text(text)

    def focus_editor(self) -> None:
        """Puts the caret into the prompt."""
        self.editor.setFocus()

    def next_hint(self) -> None:
        """Goes to the next hint after the caret, from the last to the first."""
        self._go(1)

    def previous_hint(self) -> None:
        """Goes to the hint before the caret, from the first to the last."""
        self._go(-1)

    def show_hint(self, hint: Hint) -> None:
        """Goes to the words a hint is about."""
        for mark in self.editor.marks():
            if mark.hint == hint:
                self._show_mark(mark)
                return

    def open_fixes(self) -> None:
        """Opens the menu of what can be done about the hints at the caret."""
        marks = self.editor.marks_at(self.editor.textCursor().position())
        if not marks:
            self._say(self.tr("No hint at the caret. F8 goes to the next one."))
            return
        menu = self._fix_menu(marks)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.editor.cursorRect().bottomLeft()
        menu.popup(self.editor.viewport().mapToGlobal(corner))
        menu.setActiveAction(menu.first())

    def _open_unsaid(self, rule: str, button: QWidget) -> None:
        """Opens what can be said under the word that names it."""
        marks = [mark for mark in self.editor.unsaid() if mark.hint.rule == rule]
        if marks:
            self._pop_up(self._fix_menu(tuple(marks[:_MOST_UNSAID])), button)

    def _pop_up(self, menu: FixMenu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        menu.setActiveAction(menu.first())

    def _make_negative(self) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(self.tr("Negative prompt"))
        field.setPlaceholderText(self.tr("What must not be seen, for models that read it"))
        field.setTabChangesFocus(True)
        field.setFixedHeight(7 * GRID)
        return field

    def _lay_out(self) -> None:
        self.editor.setMinimumHeight(12 * GRID)
        self.hints.setMinimumHeight(6 * GRID)
        self._fit_editor()
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit_editor)
        self.problems.setMaximumHeight(20 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID + 4, GRID + 4, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._make_header())
        column.addWidget(self.editor, 2)
        for widget in (self.unsaid, self.notice, self.beats):
            column.addWidget(widget)
        column.addWidget(self.hints, 3)
        # side by side: the cards need the height
        folds, below = QHBoxLayout(), QHBoxLayout()
        folds.addWidget(self.fold)
        folds.addWidget(self.toggle)
        folds.addStretch(1)
        below.addWidget(self.unheeded, 1)
        below.addStretch(0)
        below.addWidget(self.negative_counter, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(folds)
        column.addWidget(self.negative)
        column.addLayout(below)
        column.addWidget(self.problems)

    def _fit_editor(self) -> None:
        """A long prompt gets up to a third of the panel, so that a tall window shows more of it."""
        needed = round(self.editor.document().size().height()) + GRID
        tallest = max(_EDITOR_HEIGHT, self.height() // 3)
        self.editor.setMaximumHeight(min(max(needed, _EDITOR_HEIGHT), tallest))

    def _make_header(self) -> QHBoxLayout:
        title = QLabel(self.tr("PROMPT"))
        title.setProperty("role", "section")
        font = QFont(title.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        title.setFont(font)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        row.addWidget(title)
        row.addSpacing(GRID // 2)
        row.addWidget(self.shelf.snippets_button)
        row.addWidget(self.shelf.history_button)
        row.addWidget(self.shelf.expansion_button)
        row.addStretch(1)
        row.addWidget(self.counter)
        return row

    def _connect(self) -> None:
        editor = self.editor
        editor.text_changed.connect(self._on_text)
        editor.text_changed.connect(self.text_changed)
        editor.composing_changed.connect(self.composing_changed)
        editor.marks_changed.connect(self._settle.start)
        editor.next_asked.connect(self.next_hint)
        editor.previous_asked.connect(self.previous_hint)
        editor.fixes_asked.connect(self.open_fixes)
        editor.menu_asked.connect(self._extend_menu)
        self.negative.textChanged.connect(
            lambda: self.negative_changed.emit(self.negative.toPlainText())
        )
        self.unsaid.chosen.connect(self._open_unsaid)
        self.fold.toggled.connect(self._show_unheeded)
        self.beats.beat_chosen.connect(self._show_action)
        self.problems.mark_chosen.connect(self._show_mark)
        cards = self.hints
        cards.fix_pointed.connect(editor.point_at)
        cards.mark_chosen.connect(self._show_mark)
        cards.fix_chosen.connect(self._take)
        cards.ignore_chosen.connect(self._ignore)
        cards.explain_chosen.connect(self.explain_chosen)
        cards.settings_chosen.connect(self.settings_chosen)
        cards.stroke_chosen.connect(self.stroke_chosen)

    def _fix_menu(self, marks: tuple[Mark, ...]) -> FixMenu:
        menu = FixMenu(marks, self)
        menu.fix_pointed.connect(self.editor.point_at)
        menu.fix_chosen.connect(self._take)
        menu.ignore_chosen.connect(self._ignore)
        menu.explain_chosen.connect(self.explain_chosen)
        menu.settings_chosen.connect(self.settings_chosen)
        return menu

    def _extend_menu(self, menu: QMenu, position: int) -> None:
        """Puts the fixes of the hints at a place above the usual entries."""
        marks = self.editor.marks_at(position)
        if marks:
            fixes = self._fix_menu(marks)
            fixes.setParent(menu, fixes.windowFlags())
            first = menu.actions()[0]
            menu.insertActions(first, fixes.actions())
            menu.insertSeparator(first)
        action = self._action_at(position)
        if action is not None:
            words = self.text()[slice(*_told(action))]
            draw = QAction(self.tr("Draw this motion: {}").format(entry_of(words)), menu)
            draw.triggered.connect(lambda: self.draw_chosen.emit(action))
            first = menu.actions()[0]
            menu.insertAction(first, draw)
            menu.insertSeparator(first)

    def _action_at(self, position: int) -> Action | None:
        """The action whose words are at a place of the document; None where it was edited since."""
        if self._reading.text != self.text():
            return None
        at = Offsets(self.text()).index(position)
        found = [
            action
            for action in self._reading.actions
            if _told(action).start <= at <= _told(action).end and not action.negated
        ]
        return min(found, key=lambda a: _told(a).end - _told(a).start, default=None)

    def _take(self, mark: Mark, fix: Fix) -> None:
        if fix.edits and not self.editor.take_fix(mark, fix):
            self._say(self.tr("These words have changed since; the hint is being read again."))
            return
        if not fix.edits or fix.plan or fix.negative is not None or fix.drops_end_image:
            self.editor.note_beside(with_words=bool(fix.edits))
            self.fix_chosen.emit(mark.hint, fix)
        self.editor.setFocus()

    def _ignore(self, hint: Hint, scope: str) -> None:
        self.editor.note_beside()
        self.ignore_chosen.emit(hint, scope)

    def _show_mark(self, mark: Mark) -> None:
        self._current = mark
        self.editor.show_mark(mark)
        self.hints.set_current(mark)
        self.problems.set_current(mark)

    def _show_action(self, action: Action) -> None:
        offsets = Offsets(self.text())
        cursor = self.editor.textCursor()
        cursor.setPosition(offsets.position(action.span.start))
        cursor.setPosition(offsets.position(action.span.end), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.setFocus()

    def _go(self, by: int) -> None:
        marks = self.editor.marks()
        if not marks:
            self._say(self.tr("No hints to go to."))
            return
        caret = self.editor.textCursor()
        here = (caret.selectionStart(), caret.selectionEnd())
        current = self._current
        if current in marks and (current.place.start, current.place.end) == here:
            place = marks.index(current) + by
        elif by > 0:
            place = sum(mark.place.start < here[1] for mark in marks)
        else:
            place = sum(mark.place.start < here[0] for mark in marks) - 1
        self._show_mark(marks[place % len(marks)])

    def _on_text(self, text: str) -> None:
        self.notice.hide()
        if len(text) > READ_LIMIT:
            limit = self.tr("Only the first {} characters are read for hints.")
            self._say(limit.format(counted(READ_LIMIT)))
        self._show_count()
        self._settle.start()

    def _say(self, words: str) -> None:
        """Says something in the quiet line under the editor, until the text changes."""
        self.notice.setText(words)
        self.notice.show()

    def _show_count(self) -> None:
        meter = self._meter
        if meter is None:
            self.counter.set_words(self._words_said(), self._about)
        elif meter.limit:
            # the number of a moment ago stands until the next one comes
            self.counter.set_tokens(meter.count, meter.limit, exact=meter.exact, about=self._about)
        else:
            self.counter.set_words(self.tr("words are not read"), self._about)

    def _words_said(self) -> str:
        """'12 words'; of a Chinese prompt its characters, because no space parts its words."""
        text = self.text()
        characters = len(_CHINESE.findall(text))
        if characters > len(text.split()):
            return self.tr("{} characters").format(characters)
        count = len(text.split())
        return self.tr("1 word") if count == 1 else self.tr("{} words").format(count)

    def _show_unheeded(self) -> None:
        open_ = self.fold.isChecked()
        self.unheeded.setVisible(open_ and bool(self.unheeded.text()))
        self.negative_counter.setVisible(open_ and bool(self.negative_counter.text()))

    def _show_marks(self) -> None:
        marks = self.editor.marks()
        self.hints.set_marks(marks)
        self.problems.set_marks(marks)
        self.hints.set_current(self._current)
        self.unsaid.set_marks(self.editor.unsaid())
        self.toggle.setText(self.tr("Problems {}").format(len(marks)))
        self.toggle.setAccessibleName(self.tr("Problems: {}").format(len(marks)))
        self._show_empty(bool(marks))
        if len(marks) != self._count:
            self._count = len(marks)
            self._announce()

    def _show_empty(self, filled: bool) -> None:
        if filled:
            self.hints.set_empty("")
        elif not self.text().strip():
            self.hints.set_empty(self.tr("Hints appear here while you write."))
        elif self._read and self._reading.text == self.text() and not self._reading.actions:
            # the line above says that no action was found: a check would praise an empty reading
            self.hints.set_empty("")
        elif self._read:
            self.hints.set_empty(self.tr("Nothing ambiguous found."), done=True)
        else:
            self.hints.set_empty("")

    def _announce(self) -> None:
        if QAccessible.isActive():
            words = self.tr("{} problems").format(self._count)
            event = QAccessibleAnnouncementEvent(self.editor, words)
            QAccessible.updateAccessibility(event)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit_editor()

    def keyPressEvent(self, event) -> None:
        # reached from the cards and the lists; the editor has its own keys
        if event.key() == Qt.Key.Key_F8:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(-1 if back else 1)
            return
        super().keyPressEvent(event)


def _told(action: Action) -> Span:
    """The words that an action is told in."""
    return action.clause_span or action.phrase_span or action.span
