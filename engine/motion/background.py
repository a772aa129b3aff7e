"""What was behind the thing that moved away: a picture and a hole go in, the picture with the hole
completed comes out, and not a pixel outside the hole is another.

Where the picture repeats itself, the hole repeats it, too (`engine.motion.repeating`). Elsewhere it
is filled from coarse to fine. At each size every unknown patch looks for the known patch
that is most like it (PatchMatch: good matches spread to neighbours, random tries escape bad ones),
and the matches vote on the colours; the finest matches copy full-size texture, and what is left of
a step in brightness along the rim is spread smoothly over the hole. Seeds are fixed: the same
picture and hole give the same bytes. After Wexler, Shechtman, Irani, 'Space-Time Completion of
Video' (2007) and Barnes et al., 'PatchMatch' (2009).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.motion.repeating import repeated
from engine.turns import give_way

Hole = npt.NDArray[np.bool_]
_Floats = npt.NDArray[np.float32]
_Places = npt.NDArray[np.int64]

_PATCH = 7
_REACH = _PATCH // 2
_RIM = 3
"""Pixels beside the hole that still carry colour of what was cut out."""
_APART = 12
_MOST_PARTS = 8
_MOST_PIXELS = 2800
"""Patches matched at the finest size; bounds the time to some tenths of a second."""
_ROUNDS = 4
_LAST_ROUNDS = 2
"""At the finest size, where a round takes longest and least is left to mend."""
_LEAST_KNOWN = 64


def complete(image: Image, hole: Hole, *, quick: bool = False, avoid: Hole | None = None) -> Image:
    """The picture with its hole (height, width; True is unknown) completed.

    What `avoid` covers stays, but lends nothing.
    `quick` spreads the colours of the rim smoothly instead of continuing textures: milliseconds
    instead of tenths of a second, for previews.
    """
    out = image.copy()
    unknown = _grown(hole, _RIM) if avoid is None else _grown(hole, _RIM) | avoid
    for part in _parts(hole):
        top, bottom, left, right = _window(part)
        window = np.s_[top:bottom, left:right]
        missing = unknown[window]
        if missing.all():
            missing = hole[window]
        fill = _smooth if quick else _textured
        filled = np.clip(np.rint(fill(image[window], missing)), 0, 255)
        out[window][part[window]] = filled[part[window]].astype(np.uint8)
    return out


def _parts(hole: Hole) -> list[Hole]:
    """Holes that lie apart, to be filled each from its own surroundings."""
    import cv2

    if not hole.any():
        return []
    count, labels = cv2.connectedComponents(_grown(hole, _APART).astype(np.uint8))
    if count - 1 > _MOST_PARTS:
        return [hole]
    return [hole & (labels == label) for label in range(1, count)]


def _window(hole: Hole) -> tuple[int, int, int, int]:
    """The part of the picture that may lend texture: the hole and as much again around it."""
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    around = max(48, (rows[-1] - rows[0]) // 2, (columns[-1] - columns[0]) // 2)
    return (
        int(max(0, rows[0] - around)),
        int(min(hole.shape[0], rows[-1] + 1 + around)),
        int(max(0, columns[0] - around)),
        int(min(hole.shape[1], columns[-1] + 1 + around)),
    )


def _grown(hole: Hole, by: int) -> Hole:
    import cv2

    kernel = np.ones((2 * by + 1, 2 * by + 1), np.uint8)
    return np.asarray(cv2.dilate(hole.astype(np.uint8), kernel) > 0, dtype=np.bool_)


# --- smooth ------------------------------------------------------------------------------------


def _smooth(image: npt.NDArray[np.number], unknown: Hole) -> _Floats:
    """Known colours where they are, their smooth continuation elsewhere: float32 (h, w, 3)."""
    known = (~unknown).astype(np.float32)
    return _pulled(image.astype(np.float32) * known[:, :, None], known)


def _pulled(weighted: _Floats, known: _Floats) -> _Floats:
    """Push-pull: average what is known into ever smaller pictures, fill from them on the way back.

    `weighted` is colour times `known`; nothing known at all gives black.
    """
    import cv2

    give_way()
    height, width = known.shape
    share = known[:, :, None]
    own = weighted / np.maximum(share, 1e-6)
    if min(height, width) <= 2:
        mean = weighted.sum((0, 1)) / max(1e-6, float(known.sum()))
        return np.asarray(share * own + (1 - share) * mean, dtype=np.float32)
    size = ((width + 1) // 2, (height + 1) // 2)
    less = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(weighted, size, interpolation=cv2.INTER_AREA)
    # a coarse pixel that is half known is trusted whole, or the far side would bleed into it
    trust = np.minimum(1.0, less * 2.0)
    small = _pulled(colours * (trust / np.maximum(less, 1e-6))[:, :, None], trust)
    back = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    mixed = np.asarray(share * own + (1 - share) * back, dtype=np.float32)
    blurred = cv2.GaussianBlur(mixed, (3, 3), 0)
    return np.asarray(np.where(share > 0.999, mixed, blurred), dtype=np.float32)


# --- textured ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Matches:
    """For each target patch (y, x) the known patch that it looks like, at one size."""

    targets: _Places
    sources: _Places
    costs: _Floats


def _textured(window: Image, unknown: Hole) -> _Floats:
    pattern = repeated(window, unknown)
    return _matched(window, unknown) if pattern is None else _levelled(window, unknown, pattern)


def _matched(window: Image, unknown: Hole) -> _Floats:
    random = np.random.Generator(np.random.PCG64(7))
    factor = min(1.0, (_MOST_PIXELS / max(1, int(_grown(unknown, _REACH).sum()))) ** 0.5)
    sizes = _sizes(unknown, factor)
    colours: _Floats | None = None
    matches: _Matches | None = None
    for level, size in enumerate(sizes, start=1):
        picture, missing = _resized(window, unknown, size)
        lenders = _lenders(missing)
        if int(lenders.sum()) < _LEAST_KNOWN:
            continue
        colours = _start(picture, missing, colours)
        matches = _first(missing, lenders, matches, random)
        for _ in range(_ROUNDS if level < len(sizes) else _LAST_ROUNDS):
            matches = _improved(colours, lenders, matches, random)
            colours = _voted(picture, missing, matches)
    if matches is None or colours is None:
        return _smooth(window, unknown)
    return _levelled(window, unknown, _copied(window, unknown, matches, lenders.shape))


def _sizes(unknown: Hole, factor: float) -> list[tuple[int, int]]:
    """(width, height) from the size where the hole is a few pixels deep to the finest matched."""
    import cv2

    height, width = unknown.shape
    padded = cv2.copyMakeBorder(unknown.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    depth = float(cv2.distanceTransform(padded, cv2.DIST_L2, 3).max()) * factor
    levels = max(1, int(np.ceil(np.log2(max(1.0, depth / 1.5)))) + 1)
    scales = [factor / 2**level for level in reversed(range(levels))]
    sizes = [(max(1, round(width * s)), max(1, round(height * s))) for s in scales]
    return [size for size in sizes if min(size) > 2 * _PATCH] or sizes[-1:]


def _resized(window: Image, unknown: Hole, size: tuple[int, int]) -> tuple[_Floats, Hole]:
    """The known colours at another size, and what is unknown there."""
    import cv2

    if (window.shape[1], window.shape[0]) == size:
        return window.astype(np.float32), unknown
    known = (~unknown).astype(np.float32)
    share = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(
        window.astype(np.float32) * known[:, :, None], size, interpolation=cv2.INTER_AREA
    )
    picture = np.asarray(colours / np.maximum(share, 1e-3)[:, :, None], dtype=np.float32)
    return picture, np.asarray(share < 0.5, dtype=np.bool_)


def _lenders(missing: Hole) -> Hole:
    """Centres of patches that are known throughout."""
    out = ~_grown(missing, _REACH)
    out[:_REACH] = out[-_REACH:] = False
    out[:, :_REACH] = out[:, -_REACH:] = False
    return out


def _start(picture: _Floats, missing: Hole, coarser: _Floats | None) -> _Floats:
    import cv2

    if coarser is None:
        return _smooth(picture, missing)
    size = (picture.shape[1], picture.shape[0])
    larger = cv2.resize(coarser, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.where(missing[:, :, None], larger, picture), dtype=np.float32)


def _first(
    missing: Hole, lenders: Hole, coarser: _Matches | None, random: np.random.Generator
) -> _Matches:
    """Targets of this size, matched at random or as the coarser size was."""
    targets = np.argwhere(_grown(missing, _REACH))
    everywhere = np.argwhere(lenders)
    sources = everywhere[random.integers(0, len(everywhere), len(targets))]
    if coarser is not None:
        wish = targets + _offsets(coarser, targets, lenders.shape)
        kept = _inside(wish, lenders)
        sources[kept] = wish[kept]
    return _Matches(targets, sources, np.full(len(targets), np.inf, np.float32))


def _offsets(coarser: _Matches, targets: _Places, shape: tuple[int, ...]) -> _Places:
    """The coarser matches' offsets at this size, for the nearest coarser target each."""
    small = coarser.targets.max(axis=0) + 1
    table = np.zeros((*small, 2), np.float64)
    known = np.zeros(tuple(small), np.bool_)
    table[tuple(coarser.targets.T)] = coarser.sources - coarser.targets
    known[tuple(coarser.targets.T)] = True
    # sizes differ by two but for rounding
    near = np.minimum(targets // 2, small - 1)
    out: _Places = np.rint(table[tuple(near.T)] * 2).astype(np.int64)
    out[~known[tuple(near.T)]] = shape
    return out


def _inside(places: _Places, allowed: Hole) -> npt.NDArray[np.bool_]:
    height, width = allowed.shape
    y, x = places[:, 0], places[:, 1]
    within = (y >= 0) & (y < height) & (x >= 0) & (x < width)
    return np.asarray(within & allowed.take(y * width + x, mode="clip"), dtype=np.bool_)


def _patches(picture: _Floats) -> _Floats:
    """The patch around every pixel as a row (h * w, 147); the border is mirrored."""
    padded = np.pad(picture, ((_REACH, _REACH), (_REACH, _REACH), (0, 0)), mode="reflect")
    view = np.lib.stride_tricks.sliding_window_view(padded, (_PATCH, _PATCH), axis=(0, 1))
    rows = np.ascontiguousarray(view.transpose(0, 1, 3, 4, 2))
    return rows.reshape(picture.shape[0] * picture.shape[1], -1)


def _improved(
    colours: _Floats, lenders: Hole, matches: _Matches, random: np.random.Generator
) -> _Matches:
    """One pass of spreading good matches to the neighbours and of trying at random."""
    patches = _patches(colours)
    wanted = patches[np.ravel_multi_index(tuple(matches.targets.T), lenders.shape)]
    index = np.full(lenders.shape, -1, np.int64)
    index[tuple(matches.targets.T)] = np.arange(len(matches.targets))
    found = _Matches(matches.targets, matches.sources.copy(), matches.costs.copy())
    found.costs[:] = np.inf
    _try(patches, wanted, lenders, found, found.sources.copy())
    for step in (4, 1):
        for move in ((0, step), (step, 0), (0, -step), (-step, 0)):
            _try(patches, wanted, lenders, found, _neighbours(found, index, move))
    radius = max(lenders.shape)
    while radius >= 1:
        jump = random.integers(-radius, radius + 1, found.sources.shape)
        _try(patches, wanted, lenders, found, found.sources + jump)
        radius //= 3
    return found


def _neighbours(found: _Matches, index: _Places, move: tuple[int, int]) -> _Places:
    """What each target's source would be if it continued its neighbour's match."""
    height, width = index.shape
    beside = np.clip(found.targets + move, 0, (height - 1, width - 1))
    who = index[beside[:, 0], beside[:, 1]]
    out: _Places = found.sources[np.maximum(who, 0)] - np.array(move)
    out[who < 0] = -1
    return out


def _try(
    patches: _Floats, wanted: _Floats, lenders: Hole, found: _Matches, sources: _Places
) -> None:
    """Take the sources that are allowed and cost less than what was found before."""
    give_way()
    able = np.flatnonzero(_inside(sources, lenders))
    if not len(able):
        return
    apart = patches[sources[able, 0] * lenders.shape[1] + sources[able, 1]]
    apart -= wanted[able]
    cost = np.einsum("ij,ij->i", apart, apart)
    better = cost < found.costs[able]
    found.sources[able[better]] = sources[able[better]]
    found.costs[able[better]] = cost[better]


def _voted(picture: _Floats, missing: Hole, matches: _Matches) -> _Floats:
    """Unknown colours as the mean of what the matched patches over them say."""
    import cv2

    sure = np.exp(-matches.costs / (2.0 * max(1.0, float(np.percentile(matches.costs, 75)))))
    depth = cv2.distanceTransform(missing.astype(np.uint8), cv2.DIST_L2, 3)
    sure = (sure * np.power(1.3, -depth[tuple(matches.targets.T)])).astype(np.float32)
    corner = matches.targets.min(axis=0)
    height, width = matches.targets.max(axis=0) + 1 - corner
    at = tuple((matches.targets - corner).T)
    flat = matches.sources[:, 0] * missing.shape[1] + matches.sources[:, 1]
    said = np.zeros((height, width, _PATCH, _PATCH, 3), np.float32)
    said[at] = (_patches(picture)[flat] * sure[:, None]).reshape(-1, _PATCH, _PATCH, 3)
    trust = np.zeros((height, width, 1), np.float32)
    trust[at] = sure[:, None]
    total = np.zeros((height + _PATCH - 1, width + _PATCH - 1, 4), np.float32)
    for dy in range(_PATCH):
        give_way()
        for dx in range(_PATCH):
            here = total[dy : dy + height, dx : dx + width]
            here[:, :, :3] += said[:, :, dy, dx]
            here[:, :, 3:] += trust
    out = picture.copy()
    y, x = np.nonzero(missing)
    votes = total[y - corner[0] + _REACH, x - corner[1] + _REACH]
    out[y, x] = votes[:, :3] / np.maximum(votes[:, 3:], 1e-12)
    return out


def _copied(
    window: Image, unknown: Hole, matches: _Matches, matched: tuple[int, ...]
) -> tuple[_Floats, Hole]:
    """Full-size texture taken along the finest matches, and where there is any."""
    height, width = unknown.shape
    per = np.array((height / matched[0], width / matched[1]))
    moves = np.zeros((*matched, 2), np.int32)
    moves[tuple(matches.targets.T)] = np.rint((matches.sources - matches.targets) * per)
    y, x = np.nonzero(_grown(unknown, 2 * _RIM))
    down, right = (y + 0.5) / per[0] - 0.5, (x + 0.5) / per[1] - 0.5
    total, weight = np.zeros((len(y), 3), np.float32), np.zeros(len(y), np.float32)
    colours, known = window.reshape(-1, 3), ~unknown
    for corner in (0, 1):
        for side in (0, 1):
            give_way()
            row, column = np.floor(down) + corner, np.floor(right) + side
            share = (1 - np.abs(down - row)) * (1 - np.abs(right - column))
            row = np.clip(row, 0, matched[0] - 1).astype(np.int64)
            column = np.clip(column, 0, matched[1] - 1).astype(np.int64)
            move = moves.reshape(-1, 2)[row * matched[1] + column]
            source = np.stack([y + move[:, 0], x + move[:, 1]], axis=1)
            share = (share * _inside(source, known)).astype(np.float32)
            flat = source[:, 0] * width + source[:, 1]
            total += colours.take(flat, axis=0, mode="clip") * share[:, None]
            weight += share
    out = _smooth(window, unknown)
    have = weight > 1e-3
    out[y[have], x[have]] = total[have] / weight[have, None]
    copied = np.zeros((height, width), np.bool_)
    copied[y[have], x[have]] = True
    return out, copied


def _levelled(window: Image, unknown: Hole, made: tuple[_Floats, Hole]) -> _Floats:
    """Spread what the copy differs by along the rim over the hole, so that no seam is seen."""
    copy, copied = made
    rim = copied & ~unknown
    apart = np.clip(window.astype(np.float32) - copy, -40.0, 40.0)
    correction = _pulled(apart * rim[:, :, None], rim.astype(np.float32))
    return np.asarray(np.where(unknown[:, :, None], copy + correction, window), dtype=np.float32)
