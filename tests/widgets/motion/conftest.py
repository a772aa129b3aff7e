"""A stage with a start image, an owner that keeps plans as the program does, and a hand."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion import edits
from widgets.motion.stage import MotionStage

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Owner:
    """Does what the window does: stores masks, keeps the history, hands plans back."""

    def __init__(self, stage):
        self.stage, self.masks, self.history, self.done = stage, {}, [MotionPlan()], []
        stage.set_mask_loader(self.masks.__getitem__)
        stage.plan_changed.connect(self.on_plan_changed)
        stage.region_painted.connect(self.on_region_painted)
        stage.regions_painted.connect(self.on_regions_painted)

    @property
    def plan(self):
        return self.history[-1]

    def give(self, plan):
        self.history.append(plan)
        self.stage.set_plan(plan)

    def on_plan_changed(self, plan, what):
        self.done.append(what)
        self.give(plan)

    def on_region_painted(self, index, mask, kind):
        path = Path(f"/media/mask{len(self.masks)}.png")
        self.masks[path] = mask
        self.done.append(f"painted {kind}")
        self.give(edits.painted(self.plan, index, path, mask, name="part", kind=kind))

    def on_regions_painted(self, masks, plan, what):
        for index, mask in masks.items():
            path = Path(f"/media/mask{len(self.masks)}.png")
            self.masks[path] = mask
            plan = edits.painted(plan, index, path, mask, name="part", kind="move")
        self.done.append(what)
        self.give(plan)

    def undo(self):
        self.history.pop()
        self.stage.set_plan(self.plan)


class Hand:
    """Moves the mouse over the canvas, in fractions of the frame."""

    def __init__(self, canvas):
        self.canvas = canvas

    def at(self, place):
        return self.canvas.board.position(place)

    def send(self, kind, position, held=NO_KEY, button=LEFT, down=LEFT):
        where = self.canvas.mapToGlobal(position)
        QApplication.sendEvent(
            self.canvas, QMouseEvent(kind, QPointF(position), where, button, down, held)
        )

    def press(self, place, held=NO_KEY, button=LEFT):
        self.send(QEvent.Type.MouseButtonPress, self.at(place), held, button, button)

    def move(self, place, held=NO_KEY, button=LEFT):
        self.send(QEvent.Type.MouseMove, self.at(place), held, Qt.MouseButton.NoButton, button)

    def release(self, place, held=NO_KEY, button=LEFT):
        up = Qt.MouseButton.NoButton
        self.send(QEvent.Type.MouseButtonRelease, self.at(place), held, button, up)

    def hover(self, place):
        none = Qt.MouseButton.NoButton
        self.send(QEvent.Type.MouseMove, self.at(place), NO_KEY, none, none)

    def click(self, place, held=NO_KEY, button=LEFT):
        self.press(place, held, button)
        self.release(place, held, button)

    def drag(self, places, held=NO_KEY, steps=8):
        self.press(places[0], held)
        for start, end in pairwise(places):
            for share in np.linspace(0, 1, steps + 1)[1:]:
                x, y = np.array(start) * (1 - share) + np.array(end) * share
                self.move((float(x), float(y)), held)
        self.release(places[-1], held)


def square(x, y, size=0.1):
    half = size / 2
    return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))


def mover(*places, name="ball", at=None, **more):
    """A stroke with a square region that moves along places at even times."""
    x, y = at or places[0]
    times = np.linspace(0, 1, len(places)) if len(places) > 1 else [0.0]
    points = tuple(PathPoint(float(t), *place) for t, place in zip(times, places, strict=True))
    return Stroke(name, "move", Region(polygon=square(x, y)), points, **more)


@pytest.fixture
def image():
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor("#7fa765"))
    return image


@pytest.fixture
def bare_stage(qtbot, make):
    """A shown stage without an image."""
    stage = make(MotionStage)
    stage.resize(960, 640)
    stage.show()
    stage.activateWindow()
    stage.canvas.setFocus()
    qtbot.waitUntil(stage.canvas.hasFocus)
    return stage


@pytest.fixture
def stage(bare_stage, image):
    bare_stage.set_image(image)
    return bare_stage


@pytest.fixture
def canvas(stage):
    return stage.canvas


@pytest.fixture
def owner(stage):
    return Owner(stage)


@pytest.fixture
def hand(canvas):
    return Hand(canvas)


@pytest.fixture
def told(panel):
    """The plans that a panel gave out, each with what was done."""
    told = []
    panel.plan_changed.connect(lambda plan, what: told.append((plan, what)))
    return told


def named(panel, kind, name):
    """The control of a panel with this accessible name."""
    return next(w for w in panel.findChildren(kind) if w.accessibleName() == name)
