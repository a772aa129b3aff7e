"""A thing followed from frame to frame: the frame it was picked in and its mask go in, then one
frame after the other; where it is in each comes out, or that it is not to be seen.

Points on the thing are tracked by pyramidal Lucas-Kanade there and back, dense flow (DIS) helps
where there are few; a similarity is fitted by RANSAC. That guess is then compared with what the
thing looked like when it was picked, so errors do not add up. The view's own move is measured
alike, from points around the thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.inspect.flow import DenseFlow, gray_of
from engine.motion.registration import (
    STILL,
    Fit,
    Key,
    Pixels,
    Similarity,
    Still,
    applied,
    composed,
    drawn,
    fitted,
    inverted,
    key_of,
    looked_at,
    roughly,
    size_of,
    still_of,
    whole,
)

Places = npt.NDArray[np.float32]
"""(n, 2), pixels of the frame."""
Inside = npt.NDArray[np.bool_]

_REACH, _HALVINGS = 17, 3
_ENOUGH = (3, 20, 0.02)
"""Twenty rounds, or until a round moves a point by less than 0.02 pixels."""
_THERE_AND_BACK = 0.7
"""Pixels that a point may miss its start by when it is tracked back."""
_AGREE = 1.5
"""Pixels that a point may be off the similarity that most agree on."""
_POINTS, _GROUND_POINTS = 120, 160
_FEWEST = 6
_SURE, _SEEN, _FOUND = 0.8, 0.3, 0.66
"""Shares of the thing that must be seen: for the first guess to do, to be there, to be back."""
_ALIKE, _LASTING = 0.5, 3
"""Share of the thing that still looks as remembered; below it for so many frames, it is remembered
anew."""
_HELD = 0.75
"""Share of the points that agree for their guess to need no search."""
_GOING_WITH = 0.6
"""Share of the points on parts that look otherwise that move with the thing: it has changed its
looks then; what covers it moves otherwise."""
_GROWTH = (0.8, 1.25)
_ANCHORED = 0.5
"""Share of the first points that the ground is still held by."""
_NEAR = 48
"""Pixels around the thing in which the flow is looked at, at least."""
_PEAKS = 3


class Picture(NamedTuple):
    """A frame as it is compared: in several sizes, and its luma."""

    still: Still
    gray: Pixels


def picture_of(frame: Pixels) -> Picture:
    """A frame (uint8 RGB) ready to be followed in."""
    return Picture(still_of(frame), gray_of(frame))


class _Tracked(NamedTuple):
    """Where the points on a thing say that it is; the share of the points that were seen last that
    say so, and of those on parts that looked otherwise: what covers it does not go with it."""

    pose: Similarity
    held: float
    odd: float


class Follower:
    """Follows one thing."""

    def __init__(self, picture: Picture, mask: Inside) -> None:
        """`mask` (h, w) is the thing in `picture`; it must hold something."""
        self._mask = mask
        self._first = self._key = key_of(picture.still, mask)
        self._last = picture
        self._pose = self._step = STILL
        self._hidden = self._changed = 0
        self._fit = self._first_fit = looked_at(self._first, picture.still, STILL)
        self._points = _points_on(picture.gray, mask, _POINTS)
        self._extent = float(max(1.0, mask.sum())) ** 0.5
        self._flow = DenseFlow()

    @property
    def pose(self) -> Similarity:
        """Where the thing is, or was last, or would be if it had gone on."""
        return self._pose

    def follow(self, picture: Picture) -> float:
        """Goes on to the next frame; how much of the thing is seen there, 0..1.

        0 says that it is hidden or gone; `pose` then is a mere guess.
        """
        tracked = None if self._hidden else self._tracked(picture)
        best = self._best(picture, tracked)
        if best.share < (_FOUND if self._hidden else _SEEN) or not self._likely(best.pose):
            best = self._searched(picture)
            if best.share < _FOUND:
                self._miss(picture)
                return 0.0
        self._take(picture, best, tracked)
        return best.share

    def _take(self, picture: Picture, fit: Fit, tracked: _Tracked | None) -> None:
        self._step = STILL if self._hidden else composed(fit.pose, inverted(self._pose))
        self._pose, self._fit, self._last, self._hidden = fit.pose, fit, picture, 0
        other = fit.share < _ALIKE and tracked is not None and tracked.odd > _GOING_WITH
        self._changed = self._changed + 1 if other else 0
        if self._changed >= _LASTING:
            self._changed = 0
            if self._key is self._first:
                self._first_fit = whole(fit)
            self._key = key_of(picture.still, self._mask, fit.pose)
            self._fit = looked_at(self._key, picture.still, fit.pose)
        elif self._key is not self._first:
            self._return(picture)

    def _return(self, picture: Picture) -> None:
        """What it looked like at first is the better measure, where it looks like that again."""
        old = fitted(self._first, picture.still, self._pose, self._first_fit, coarse=False)
        if old.share >= max(_SURE, self._fit.share - 0.05) and self._likely(old.pose):
            self._key, self._pose, self._fit = self._first, old.pose, old

    def _miss(self, picture: Picture) -> None:
        self._hidden += 1
        self._last = picture
        self._pose = composed(self._step, self._pose)

    def _likely(self, pose: Similarity) -> bool:
        """Things do not grow in a leap."""
        growth = size_of(pose) / size_of(self._pose)
        return bool(_GROWTH[0] < growth < _GROWTH[1])

    def _best(self, picture: Picture, tracked: _Tracked | None) -> Fit:
        """The fit from the likeliest guess."""
        key, last = self._key, whole(self._fit) if self._hidden else self._fit
        guesses = [composed(self._step, self._pose), self._pose]
        if tracked is not None:
            coarse = tracked.held < _HELD
            sure = fitted(key, picture.still, tracked.pose, last, coarse=coarse)
            enough = min(_SURE, self._fit.likeness - 0.1)
            if sure.likeness >= enough and self._likely(sure.pose):
                return sure
            guesses.insert(0, tracked.pose)
        if not self._hidden:
            flowed = self._flowed(picture)
            guesses += [] if flowed is None else [flowed]
        rough = (roughly(key, picture.still, way, last) for way in guesses)
        begin = max(rough, key=lambda fit: fit.likeness * self._likely(fit.pose)).pose
        return fitted(key, picture.still, begin, last, coarse=False)

    def _tracked(self, picture: Picture) -> _Tracked | None:
        """What the points on the thing say."""
        here = applied(self._pose, self._points).astype(np.float32)
        seen = self._visible() & _within(here, picture)
        there, kept = _carried(self._last, picture, here)
        used = seen & kept
        if int(used.sum()) < _FEWEST:
            return None
        move, agreeing = similarity(here[used], there[used], _AGREE)
        if move is None:
            return None
        off = np.hypot(*(applied(move, here) - there).T)
        held = float(agreeing.sum()) / max(int(seen.sum()), 1)
        odd = ~self._visible()
        with_it = float((kept & (off < _AGREE))[odd].mean()) if int(odd.sum()) > _FEWEST else 0.0
        return _Tracked(composed(move, self._pose), held, with_it)

    def _visible(self) -> Inside:
        """Which points lie on parts that were seen last."""
        window = self._key.windows[1]
        at = np.rint(applied(inverted(window.place), self._points)).astype(int)
        tall, wide = self._fit.seen.shape
        seen = self._fit.seen[at[:, 1].clip(0, tall - 1), at[:, 0].clip(0, wide - 1)]
        return np.asarray(seen > 0.3)

    def _flowed(self, picture: Picture) -> Similarity | None:
        """The pose that the dense flow around the thing says."""
        inside = np.argwhere(self._mask)[:, ::-1]
        thin = inside[:: max(1, len(inside) // 400)]
        here = applied(self._pose, thin).astype(np.float32)
        here = here[_within(here, picture)]
        if len(here) < _FEWEST:
            return None
        tall, wide = picture.gray.shape
        room = max(_NEAR, 0.75 * self._extent * size_of(self._pose))
        left, top = np.floor(here.min(axis=0) - room).astype(int).clip(0)
        right, bottom = np.ceil(here.max(axis=0) + room).astype(int)
        part = np.s_[top : min(bottom, tall), left : min(right, wide)]
        if min(picture.gray[part].shape) < _REACH:
            return None
        before, after = (np.ascontiguousarray(p.gray[part]) for p in (self._last, picture))
        flow = self._flow.between(before, after)
        column, row = np.rint(here - (left, top)).astype(int).T
        there = here + flow[row.clip(0, flow.shape[0] - 1), column.clip(0, flow.shape[1] - 1)]
        move, _ = similarity(here, there, 2 * _AGREE)
        return None if move is None else composed(move, self._pose)

    def _searched(self, picture: Picture) -> Fit:
        """The thing looked for around where it should be, as large and turned as it was."""
        best = self._fit._replace(pose=self._pose, share=0.0)
        looks = {id(self._first): (self._first, self._first_fit)}
        looks[id(self._key)] = (self._key, whole(self._fit))
        for key, last in looks.values():
            for pose in _peaks(key, picture.still, self._pose, self._room()):
                found = fitted(key, picture.still, pose, last)
                if found.share > best.share and self._likely(found.pose):
                    best = found
        return best

    def _room(self) -> float:
        """How far it may be from where it should be, in pixels."""
        speed = float(np.hypot(*(applied(self._step, self._middle()) - self._middle())))
        return float(self._extent * size_of(self._pose) + (0.5 * speed + 4.0) * (self._hidden + 1))

    def _middle(self) -> npt.NDArray[np.float64]:
        rows, columns = np.nonzero(self._mask)
        return applied(self._pose, np.array([columns.mean(), rows.mean()]))


class Backdrop:
    """Follows the ground that things move over: how the view goes."""

    def __init__(self, picture: Picture, thing: Inside) -> None:
        """`thing` (h, w) are the pixels that do not count."""
        self._anchor = self._last = picture
        self._anchored = self._pose = self._step = STILL
        self._points = self._begun(picture, thing)
        self._live = self._points

    @property
    def pose(self) -> Similarity:
        """Where a pixel of the ground of the first frame is now."""
        return self._pose

    def follow(self, picture: Picture, thing: Inside) -> bool:
        """Goes on to the next frame; False where nothing tells how the view went.

        `thing` (h, w) are the pixels of this frame that do not count.
        """
        step = self._stepped(picture)
        guess = composed(step if step is not None else STILL, self._pose)
        held = self._held(picture, guess)
        self._pose = guess if held is None else held
        if held is None:
            self._anchor, self._anchored = picture, self._pose
            self._points = self._begun(picture, thing)
        self._last = picture
        return step is not None or held is not None

    def _stepped(self, picture: Picture) -> Similarity | None:
        """From the last frame to this one."""
        moved = composed(self._pose, inverted(self._anchored))
        here: Places = applied(moved, self._points).astype(np.float32)
        here = here[_within(here, picture)]
        if len(here) < _FEWEST:
            return None
        there, kept = _carried(self._last, picture, here)
        if int(kept.sum()) < _FEWEST:
            return None
        move, agreeing = similarity(here[kept], there[kept], _AGREE)
        return move if move is not None and agreeing.sum() > 0.3 * len(here) else None

    def _held(self, picture: Picture, guess: Similarity) -> Similarity | None:
        """From the frame that holds the first points to this one; None where few are left."""
        back = composed(guess, inverted(self._anchored))
        near = applied(back, self._points).astype(np.float32)
        inside = _within(near, picture)
        if int(inside.sum()) < max(_FEWEST, _ANCHORED * len(self._points)):
            return None
        here, near = self._points[inside], near[inside]
        there, kept = _carried(self._anchor, picture, here, near)
        if int(kept.sum()) < max(_FEWEST, _ANCHORED * len(here)):
            return None
        move, agreeing = similarity(here[kept], there[kept], 1.0)
        if move is None or agreeing.sum() < _ANCHORED * kept.sum():
            return None
        return composed(move, self._anchored)

    def _begun(self, picture: Picture, thing: Inside) -> Places:
        return _points_on(picture.gray, ~thing, _GROUND_POINTS, apart=picture.gray.shape[0] / 32)


# --- points ------------------------------------------------------------------------------------


def similarity(
    here: npt.NDArray[np.floating], there: npt.NDArray[np.floating], off: float
) -> tuple[Similarity | None, Inside]:
    """The similarity that most pairs of places (n, 2) agree on, and which ones do (RANSAC)."""
    import cv2

    if len(here) < 2:
        return None, np.zeros(len(here), np.bool_)
    cv2.setRNGSeed(1)
    found, agreeing = cv2.estimateAffinePartial2D(
        here, there, ransacReprojThreshold=off, maxIters=500, confidence=0.995
    )
    # None where nothing agrees, whatever the stubs say
    move = np.zeros((2, 3)) if found is None else np.asarray(found, dtype=np.float64)
    if not np.isfinite(move).all() or not 0.3 < size_of(move) < 3.0:
        return None, np.zeros(len(here), np.bool_)
    return move, np.asarray(agreeing).ravel() > 0


def _carried(
    before: Picture, after: Picture, here: Places, near: Places | None = None
) -> tuple[Places, Inside]:
    """Where points are in the other frame, and which of them come back when tracked back.

    `near` is where they are known to be about, so that no more than a few pixels are searched.
    """
    there, held = _flown(before, after, here, near)
    back, back_held = _flown(after, before, there, None if near is None else here)
    missed = np.hypot(*(back - here).T)
    return there, np.asarray(held & back_held & (missed < _THERE_AND_BACK))


def _flown(
    before: Picture, after: Picture, here: Places, near: Places | None
) -> tuple[Places, Inside]:
    """Where points are in the other frame (pyramidal Lucas-Kanade), and which were found."""
    import cv2

    begin = (here if near is None else near).reshape(-1, 1, 2).copy()
    there, held, _ = cv2.calcOpticalFlowPyrLK(
        before.gray,
        after.gray,
        here.reshape(-1, 1, 2),
        begin,
        winSize=(_REACH, _REACH),
        maxLevel=_HALVINGS if near is None else 1,
        criteria=_ENOUGH,
        flags=0 if near is None else cv2.OPTFLOW_USE_INITIAL_FLOW,
    )
    found = np.asarray(there, dtype=np.float32).reshape(-1, 2)
    return found, np.asarray(held).ravel() > 0


def _points_on(gray: Pixels, inside: Inside, most: int, apart: float = 3.0) -> Places:
    """Corners within a mask, filled up with points of a grid where there are few."""
    import cv2

    mask = np.where(inside, 255, 0).astype(np.uint8)
    corners = cv2.goodFeaturesToTrack(gray, most, 0.005, apart, mask=mask, blockSize=5)
    found = np.zeros((0, 2)) if corners is None else np.asarray(corners).reshape(-1, 2)
    missing = most // 2 - len(found)
    if missing > 0:
        rest = np.argwhere(inside)[:, ::-1]
        found = np.vstack([found, rest[:: max(1, len(rest) // missing)]])
    return found.astype(np.float32)


def _within(places: Places, picture: Picture) -> Inside:
    tall, wide = picture.gray.shape
    x, y = places.T
    return np.asarray((x >= 0) & (y >= 0) & (x <= wide - 1) & (y <= tall - 1))


def _peaks(key: Key, still: Still, pose: Similarity, room: float) -> Iterator[Similarity]:
    """The poses around one in which a thing is likeliest, by normalised correlation."""
    import cv2

    tall, wide = key.windows[0].weight.shape
    large = max(tall, wide) * size_of(composed(pose, key.windows[0].place))
    level = int(np.clip(np.log2(max(large / 28.0, 1.0)), 0, len(still.levels) - 1))
    step, frame = 2.0**level, still.levels[level]
    picture, mask, (left, top) = drawn(key, pose, step)
    reach = int(np.ceil(room / step))
    x0, y0 = max(0, int(left) - reach), max(0, int(top) - reach)
    x1 = min(frame.shape[1], int(left) + picture.shape[1] + reach)
    y1 = min(frame.shape[0], int(top) + picture.shape[0] + reach)
    if x1 - x0 < picture.shape[1] or y1 - y0 < picture.shape[0]:
        return
    scores = cv2.matchTemplate(
        frame[y0:y1, x0:x1], picture, cv2.TM_CCOEFF_NORMED, mask=np.repeat(mask[..., None], 3, 2)
    )
    scores = np.where(np.isfinite(scores), scores, -1.0).astype(np.float32)
    around = max(2, min(picture.shape[:2]) // 3)
    for _ in range(_PEAKS):
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        if scores[row, column] < 0.3:
            return
        shift = np.array([column + x0 - left, row + y0 - top]) * step
        yield np.hstack([pose[:, :2], (pose[:, 2] + shift)[:, None]])
        scores[max(0, row - around) : row + around, max(0, column - around) : column + around] = -1


def thing_in(picture: Picture, mask: Inside, pose: Similarity) -> Inside:
    """The pixels of a frame that a thing covers in a pose, and a rim."""
    import cv2

    tall, wide = picture.gray.shape
    moved = cv2.warpAffine(mask.astype(np.uint8), pose, (wide, tall), flags=cv2.INTER_NEAREST)
    return np.asarray(cv2.dilate(moved, np.ones((15, 15), np.uint8)) > 0)
