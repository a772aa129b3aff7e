"""What the person does with start and end images: each act is a short function.

Files, the clipboard and takes come in; what is made of them goes to the session as one step of
undo, and the plan that was painted on the start image goes along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.beside import Beside
from app.cards import take_name
from app.files import IMAGES
from app.stage import FRAME
from engine import turns
from engine.errors import BadInput, VerbenchError
from engine.records import Box, Region, Shot, Subject
from widgets.common.translation import tr
from widgets.images import to_qimage
from widgets.motion.image_slots import END, PLATE, START, Frames

if TYPE_CHECKING:
    import numpy as np

    from app.workbench import Workbench
    from engine.frame.reframe import Reframe
    from widgets.motion.image_dialog import ImageDialog

_SEEN_SIDE = 1600
"""Pixels of the longer side of what the dialog shows."""
_DRAFT_SIDE = 640
"""And of what its result is made from while the hand moves."""
_SAME_SHAPE = 0.01


class Images(QObject):
    """The person's acts with start and end images, by name."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._acts: dict[str, Callable[[str, Any], object]] = {
            "open": lambda slot, _: self.choose(slot),
            "paste": lambda slot, _: self.paste(slot),
            "drop": self.put,
            "first": lambda slot, take: self.take_frame(slot, take, 0),
            "last": lambda slot, take: self.take_frame(slot, take, -1),
            "shown": lambda slot, _: self.take_shown(slot),
            "crop": lambda slot, _: self.open_dialog(slot),
            "extend": lambda slot, _: self.open_dialog(slot, extend=True),
            "subject": lambda *_: self.correct_subject(),
            "clear": lambda slot, _: self.put(slot, None),
        }
        self._asked: tuple[int | None, Path | None] = (None, None)
        self._subject = Beside(_subject_by_hand, self)
        self._subject.done.connect(self._keep_subject)

    def close(self) -> None:
        """Nothing is looked for any more."""
        self._subject.close()

    def act(self, slot: str, wish: str, value: object = None) -> None:
        """What a slot was asked for: see `ImageSlots.chosen`."""
        self._acts[wish](slot, value)

    def frames(self) -> Frames:
        """What can be taken: frames of takes, those of this shot first, and the one that is on
        the screen."""
        session = self._bench.session
        if session.project is None:
            return Frames()
        number_of = {shot_id: n for n, (shot_id, _) in enumerate(session.shots, start=1)}
        takes = session.attempt(session.project.takes) or ()
        own = [take for take in reversed(takes) if take.shot_id == session.shot_id]
        rest = [take for take in reversed(takes) if take.shot_id != session.shot_id]
        titles = [(take.id, take_name(take)) for take in own]
        for take in rest:
            shot = number_of.get(take.shot_id)
            words = self.tr("Shot {shot}, take {n}") if shot else self.tr("Another take {n}")
            titles.append((take.id, words.format(shot=shot, n=take.number)))
        return Frames(tuple(titles), self._shown_words())

    def _shown_words(self) -> str:
        take = self._bench.watching.take
        if take is None or self._bench.screen.picture() is None:
            return ""
        words = self.tr("The frame on the screen: take {n}, frame {i}")
        return words.format(n=take.number, i=self._bench.window.player.index)

    # where pictures come from

    def choose_start_image(self) -> None:
        """Asks for a start image."""
        self.choose(START)

    def choose(self, slot: str) -> None:
        """Asks for a picture."""
        titles = {
            START: self.tr("Start Image"),
            END: self.tr("End Image"),
            PLATE: self.tr("Background without the things"),
        }
        path, _ = QFileDialog.getOpenFileName(
            self._bench.window, titles[slot], "", self.tr("Images") + f" ({IMAGES} *.gif)"
        )
        if path:
            self.put(slot, Path(path))

    def put(self, slot: str, path: Path | None) -> None:
        """A file for a slot; None clears it."""
        session = self._bench.session
        if slot == START:
            session.set_start_image(path)
        elif slot == END:
            session.set_end_image(path)
        elif session.has_shot():
            session.attempt(lambda: self._put_plate(path))

    def _put_plate(self, path: Path | None) -> None:
        session, plan = self._bench.session, self._bench.session.shot.plan
        kept = None if path is None else session.kept_image(path)
        if kept is not None:
            self._check_plate(kept)
        session.change(self.tr("change background"), plan=replace(plan, plate=kept))

    def _check_plate(self, path: Path) -> None:
        """It has to be the same view: of the shape of the start image, or of the frame."""
        from engine.frame.load import load_image

        shot = self._bench.session.shot
        start, plate = load_image(_start_of(shot)), load_image(path)
        (tall, wide), (high, width) = start.shape[:2], plate.shape[:2]
        for shape in (wide / tall, shot.settings.aspect):
            if abs(width / high / shape - 1.0) <= _SAME_SHAPE:
                return
        raise BadInput(
            self.tr("The background is {w} × {h} pixels, the start image {sw} × {sh}").format(
                w=width, h=high, sw=wide, sh=tall
            ),
            mend=self.tr("Choose one of the same view and shape: size does not matter."),
        )

    def paste_image(self) -> None:
        """The picture in the clipboard becomes the start image."""
        self.paste(START)

    def paste(self, slot: str) -> None:
        """The picture in the clipboard, or the file that was copied."""
        session = self._bench.session
        if not session.has_shot():
            return
        path = session.attempt(self._pasted)
        if path is not None:
            self.put(slot, path)

    def _pasted(self) -> Path:
        from engine.frame.load import MAX_PIXELS

        clipboard = QGuiApplication.clipboard()
        image, copied = clipboard.image(), clipboard.mimeData()
        files = [url for url in copied.urls() if url.isLocalFile()] if copied is not None else []
        if image.isNull() and files:
            return Path(files[0].toLocalFile())
        if image.isNull():
            raise BadInput(
                self.tr("There is no picture in the clipboard"), mend=self.tr("Copy one first.")
            )
        if image.width() * image.height() > MAX_PIXELS:
            words = self.tr("The picture in the clipboard is too large: {w} × {h} pixels")
            raise BadInput(
                words.format(w=image.width(), h=image.height()),
                mend=self.tr("Scale it down to {n} megapixels first.").format(
                    n=MAX_PIXELS // 1_000_000
                ),
            )
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return self._bench.session.project.keep_picture(bytes(buffer.data().data()))

    # frames of takes

    def take_frame(self, slot: str, take_id: int, index: int) -> None:
        """A frame of a take, pixel for pixel; -1 is the last."""
        if self._bench.session.has_shot():
            path = self._bench.session.attempt(lambda: self._frame_file(take_id, index))
            if path is not None:
                self.put(slot, path)

    def _frame_file(self, take_id: int, index: int) -> Path:
        project = self._bench.session.project
        count = project.take(take_id).clip.frames
        return project.keep_frame(take_id, index % count)

    def take_shown(self, slot: str) -> None:
        """The frame that is on the screen."""
        take = self._bench.watching.take
        if take is not None and self._bench.window.has_player:
            self.take_frame(slot, take.id, self._bench.window.player.index)

    def use_shown(self, use: str) -> None:
        """The player's frame as the 'start' or 'end' image, or as the start of a new 'shot'."""
        bench, take = self._bench, self._bench.watching.take
        if take is None or not bench.session.has_shot():
            return
        index = bench.window.player.index
        path = bench.session.attempt(lambda: self._frame_file(take.id, index))
        if path is None:
            return
        words = {
            START: self.tr("Frame {i} of take {n} is the start image"),
            END: self.tr("Frame {i} of take {n} is the end image"),
        }
        if use in words:
            self.put(use, path)
            said = words[use].format(i=index, n=take.number)
            bench.acts.forget_notice()
            bench.window.stage.notice.show_message(said, self.tr("Ctrl+Z takes it back."), "check")
            return
        bench.window.player.pause()
        shot = Shot(start_image=path, settings=bench.session.shot.settings)
        what = self.tr("shot from a frame")
        bench.session.add_shots((shot,), what, after=bench.session.shot_id)
        bench.window.stage.set_mode(FRAME)
        bench.window.prompt.focus_editor()

    # another frame

    def open_dialog(self, slot: str, *, extend: bool = False) -> None:
        """Asks which part of a picture becomes the frame."""
        session = self._bench.session
        if not session.has_shot():
            return
        image = session.attempt(lambda: self._picture(slot))
        if image is None:
            return
        dialog = self._dialog(slot, image)
        if extend:
            dialog.extend()
        dialog.accepted.connect(lambda: self._take_over(slot, dialog))
        dialog.open()

    def _picture(self, slot: str) -> np.ndarray:
        from engine.frame.load import load_image

        shot = self._bench.session.shot
        path = _start_of(shot) if slot == START else shot.end_image
        if path is None:
            raise BadInput(
                self.tr("There is no end image"), mend=self.tr("Choose one in the Shot menu.")
            )
        return load_image(path)

    def _dialog(self, slot: str, image: np.ndarray) -> ImageDialog:
        from engine.frame.reframe import framed, reframe_of, seen_whole
        from widgets.motion.image_dialog import ImageDialog

        shot = self._bench.session.shot
        size, pixels = (shot.settings.width, shot.settings.height), image.shape[1::-1]
        subject = self._bench.linter.subject if slot == START else None
        if subject is not None:
            moved = reframe_of(pixels, seen_whole(*pixels, *size), size)
            subject = moved.inverse.box(subject.box)
        draft = _within(image, _DRAFT_SIDE)
        both = slot == START and shot.end_image is not None
        dialog = ImageDialog(
            to_qimage(_within(image, _SEEN_SIDE)),
            pixels,
            size,
            self._sizes() if slot == START else (),
            lambda window, w, h: to_qimage(framed(draft, window, w, h, quick=True)[0]),
            subject=subject,
            other=self.tr("The same for the end image") if both else "",
            parent=self._bench.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _sizes(self) -> tuple[tuple[str, tuple[int, int]], ...]:
        from engine.frame.sizes import sizes_of
        from engine.prompt.models import family_for

        settings = self._bench.session.shot.settings
        family = family_for(settings)
        own = (self.tr("This shot"), (settings.width, settings.height))
        known = family is not None and family.id != "animatic"
        title = family.title if known else self.tr("Usual")
        offered = sizes_of(family.id if family is not None else "")
        return own, *((title, size) for size in offered if size != own[1])

    def _take_over(self, slot: str, dialog: ImageDialog) -> None:
        window, size = dialog.window_box, dialog.size_chosen
        with_end = dialog.with_other
        if slot == START:
            self._attempt(
                lambda: self._reframe_start(
                    window, size, self.tr("crop and fit"), with_end=with_end
                )
            )
        else:
            self._attempt(lambda: self._reframe_end(window, self.tr("crop and fit the end image")))

    def reframe(self, window: Box, what: str) -> None:
        """Another window on the frame becomes the frame: for fixes, in fractions of the frame."""
        from engine.frame.load import load_image
        from engine.frame.reframe import reframe_of, seen_whole

        session = self._bench.session
        if not session.has_shot():
            return

        def act() -> None:
            shot = session.shot
            pixels = load_image(_start_of(shot)).shape[1::-1]
            size = (shot.settings.width, shot.settings.height)
            seen = reframe_of(pixels, seen_whole(*pixels, *size), size)
            self._reframe_start(seen.inverse.box(window), size, what, with_end=True)

        self._attempt(act)

    def _attempt(self, act: Callable[[], None]) -> None:
        with _busy():
            self._bench.session.attempt(act)

    def _reframe_start(
        self, window: Box, size: tuple[int, int], what: str, *, with_end: bool
    ) -> None:
        """The start image anew from a window on its file; plan, subject and settings go along."""
        from engine.frame.load import load_image
        from engine.frame.reframe import framed, plan_moved, reframe_of, seen_whole, subject_moved

        session = self._bench.session
        shot, project = session.shot, session.project
        image = load_image(_start_of(shot))
        pixels, before = image.shape[1::-1], (shot.settings.width, shot.settings.height)
        seen = reframe_of(pixels, seen_whole(*pixels, *before), before)
        avoid = self._covered(pixels, seen)
        made, placed = framed(image, window, *size, avoid)
        moved = seen.inverse.then(placed)
        fields: dict[str, Any] = {
            "start_image": project.keep_pixels(made),
            "plan": plan_moved(shot.plan, moved, lambda path: self._carried(path, moved)),
            "settings": replace(shot.settings, width=size[0], height=size[1]),
            "subject": None if shot.subject is None else subject_moved(shot.subject, moved),
        }
        if with_end and shot.end_image is not None:
            fields["end_image"] = self._framed_again(shot.end_image, seen.box(window), size)
        session.change(what, **fields)

    def _reframe_end(self, window: Box, what: str) -> None:
        from engine.frame.load import load_image
        from engine.frame.reframe import framed

        session = self._bench.session
        settings = session.shot.settings
        image = load_image(session.shot.end_image)
        made, _ = framed(image, window, settings.width, settings.height)
        session.change(what, end_image=session.project.keep_pixels(made))

    def _framed_again(self, path: Path, window: Box, size: tuple[int, int]) -> Path:
        """Another picture in the frame that a window on this one becomes."""
        from engine.frame.load import load_image
        from engine.frame.reframe import framed, reframe_of, seen_whole

        session = self._bench.session
        before = (session.shot.settings.width, session.shot.settings.height)
        image = load_image(path)
        pixels = image.shape[1::-1]
        seen = reframe_of(pixels, seen_whole(*pixels, *before), before)
        made, _ = framed(image, seen.inverse.box(window), *size)
        return session.project.keep_pixels(made)

    def _carried(self, path: Path, moved: Reframe) -> Path:
        """A mask, or the background, in the new frame."""
        from engine.frame.load import load_mask

        project, plan = self._bench.session.project, self._bench.session.shot.plan
        if path == plan.plate:
            return self._framed_again(path, moved.inverse.box(Box(0.0, 0.0, 1.0, 1.0)), moved.after)
        return project.keep_mask(moved.carried(load_mask(path)))

    def _covered(self, pixels: tuple[int, int], seen: Reframe) -> np.ndarray | None:
        """Where the subject is in the start image: it must not be there twice."""
        from engine.frame.regions import covered

        subject = self._bench.linter.subject
        if subject is None or len(subject.region.polygon) < 3:
            return None
        polygon = [seen.inverse.point(x, y) for x, y in subject.region.polygon]
        return covered(polygon, *pixels) > 0.0

    # the subject

    def correct_subject(self) -> None:
        """The person says what the start image is about."""
        bench = self._bench
        if not bench.session.has_shot():
            return
        if bench.screen.start_image is None:
            bench.screen.show_error(_no_start())
            return
        bench.window.stage.set_mode(FRAME)
        bench.window.motion.subject.begin()

    def set_subject_box(self, box: Box) -> None:
        """The subject is what lies in this box."""
        self._ask_for_subject(box)

    def set_subject_at(self, x: float, y: float) -> None:
        """The subject is what lies there."""
        self._ask_for_subject((x, y))

    def _ask_for_subject(self, where: Box | tuple[float, float]) -> None:
        session, image = self._bench.session, self._bench.screen.start_image
        self._asked = (session.shot_id, session.shot.start_image)
        self._subject.ask(image, where)

    def forget_subject(self) -> None:
        """The subject is found by looking again."""
        self._bench.session.change(self.tr("find the subject"), subject=None)

    def _keep_subject(self, found: Subject | VerbenchError) -> None:
        session = self._bench.session
        if isinstance(found, VerbenchError):
            self._bench.screen.show_error(found)
        elif self._asked == (session.shot_id, session.shot.start_image):
            session.change(self.tr("correct the subject"), subject=found)


def _subject_by_hand(
    image: np.ndarray | None, where: Box | tuple[float, float]
) -> Subject | VerbenchError:
    """The thing in a box or under a click. A box stays as it was drawn."""
    if image is None:
        return _no_start()
    with turns.first():
        return _thing_at(image, where)


def _thing_at(image: np.ndarray, where: Box | tuple[float, float]) -> Subject | VerbenchError:
    from engine.frame.segment import pick_box, pick_point
    from engine.frame.subject import subject_of

    try:
        if not isinstance(where, Box):
            return subject_of(pick_point(image, where))
        try:
            found = subject_of(pick_box(image, where))
        except BadInput:
            # nothing stands out in it: then all of it is meant
            x, y, w, h = where
            corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
            return Subject(Region(corners), where, (x + w / 2, y + h / 2))
        return replace(found, box=where)
    except VerbenchError as error:
        return error


def _start_of(shot: Shot) -> Path:
    if shot.start_image is None:
        raise _no_start()
    return shot.start_image


def _no_start() -> BadInput:
    return BadInput(tr("There is no start image"), mend=tr("Choose one in the Shot menu."))


def _within(image: np.ndarray, side: int) -> np.ndarray:
    """The picture with no side longer than this."""
    from engine.frame.load import cropped

    tall, wide = image.shape[:2]
    scale = side / max(wide, tall)
    if scale >= 1.0:
        return image
    size = (max(1, round(wide * scale)), max(1, round(tall * scale)))
    return cropped(image, (0, 0, wide, tall), *size)


@contextmanager
def _busy() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
