"""A file on disk goes in, an RGB picture of bounded size comes out, or one clear line why not.
Sizes are read from the header before anything is decoded; `fit` crops and scales to a clip's size.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.header import Broken, Header, header

Image = npt.NDArray[np.uint8]
"""RGB, (height, width, 3)."""

MAX_PIXELS = 40_000_000
MAX_SIDE = 16_384
MAX_BYTES = 512 * 1024 * 1024
NEUTRAL = 128
"""Grey that transparent parts are laid on: neither lights nor darkens what is in front."""

_READABLE = "Save it as PNG, JPEG or WebP and try again"


def load_image(path: Path | str) -> Image:
    """The picture in a PNG, JPEG, WebP, BMP, GIF or TIFF file as uint8 RGB (height, width, 3).

    EXIF orientation is honoured, 16 bits are reduced to 8, transparency lies on neutral grey.
    Raises BadInput for anything else: no image, animated, truncated, over 40 megapixels or over
    16,384 pixels a side (found out before decoding).
    """
    return picture_in(_read(Path(path)), Path(path))


def picture_in(data: bytes, path: Path) -> Image:
    """The picture in the bytes of an image file, as `load_image` gives it; errors name `path`."""
    pixels = _decoded(data, path)
    if pixels.ndim == 2:
        return np.repeat(pixels[:, :, None], 3, axis=2)
    if pixels.shape[2] == 2:
        pixels = pixels[:, :, [0, 0, 0, 1]]
    return _flattened(pixels, NEUTRAL)[:, :, ::-1].copy()


def size_of(path: Path | str) -> tuple[int, int]:
    """Width and height of an image as `load_image` gives it, without decoding it.

    Raises BadInput where the file is none, or its header says that it cannot be loaded.
    """
    head = _checked_header(Path(path), _read(Path(path)))
    turned = head.orientation >= 5
    return (head.height, head.width) if turned else (head.width, head.height)


def load_mask(path: Path | str) -> npt.NDArray[np.uint8]:
    """A mask image as uint8 (height, width): white is inside, transparent is outside.

    Raises BadInput as `load_image` does.
    """
    pixels = _decoded(_read(Path(path)), Path(path))
    if pixels.ndim == 2:
        return pixels
    grey = pixels[:, :, :3].max(axis=2) if pixels.shape[2] >= 3 else pixels[:, :, 0]
    if pixels.shape[2] in {2, 4}:
        grey = (grey.astype(np.uint16) * pixels[:, :, -1] // 255).astype(np.uint8)
    return np.ascontiguousarray(grey)


def fit(image: Image, width: int, height: int) -> Image:
    """The picture scaled to cover (width, height) pixels and cropped around its middle.

    An image that has the size already is returned as it is, bit for bit. `engine.frame.reframe`
    knows other ways to fit, and tells how positions move.
    """
    tall, wide = image.shape[:2]
    if (wide, tall) == (width, height):
        return image
    return cropped(image, fit_window(wide, tall, width, height), width, height)


def fit_window(
    wide: int, tall: int, width: int, height: int, focus: tuple[float, float] = (0.5, 0.5)
) -> tuple[int, int, int, int]:
    """What of a picture of (wide, tall) pixels is seen when it covers (width, height).

    Left, top, right and bottom in its pixels; `focus` (fractions) is kept as near to the middle as
    can be.
    """
    scale = max(width / wide, height / tall)
    crop_wide, crop_tall = min(wide, width / scale), min(tall, height / scale)
    left = round(min(max(0.0, focus[0] * wide - crop_wide / 2), wide - crop_wide))
    top = round(min(max(0.0, focus[1] * tall - crop_tall / 2), tall - crop_tall))
    left, top = min(left, wide - 1), min(top, tall - 1)
    right, bottom = left + max(1, round(crop_wide)), top + max(1, round(crop_tall))
    return left, top, min(wide, right), min(tall, bottom)


def cropped(image: Image, window: tuple[int, int, int, int], width: int, height: int) -> Image:
    """A window (left, top, right, bottom) of the picture scaled to (width, height) pixels."""
    import cv2

    left, top, right, bottom = window
    part = image[top:bottom, left:right]
    smaller = width * height < part.shape[0] * part.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(part, (width, height), interpolation=how), dtype=np.uint8)


def _decoded(data: bytes, path: Path) -> npt.NDArray[np.uint8]:
    """Pixels as OpenCV orders them, uint8, upright: (h, w) or (h, w, 2..4) with alpha last."""
    head = _checked_header(path, data)
    pixels = _unpacked(data)
    if pixels is None:
        raise BadInput(
            f"{path.name} is a damaged or truncated {head.format} image",
            mend="Save it again from the program it came from",
        )
    if pixels.dtype == np.uint16:
        pixels = ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
    if pixels.dtype != np.uint8:
        raise BadInput(f"{path.name} holds {pixels.dtype} numbers, not colours", mend=_READABLE)
    return _upright(pixels.astype(np.uint8, copy=False), head.orientation)


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder, not an image", mend="Choose a file in it")
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(f"{path.name} is larger than 512 MB", mend=_READABLE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no image {path}", mend="Check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"The image {path} cannot be read ({reason})") from error


def _checked_header(path: Path, data: bytes) -> Header:
    try:
        head = header(data)
    except Broken as error:
        raise BadInput(
            f"{path.name} is a damaged or truncated image: {error}",
            mend="Save it again from the program it came from",
        ) from error
    if head is None:
        raise BadInput(
            f"{path.name} is not an image (PNG, JPEG, WebP, BMP, GIF, TIFF)", mend=_READABLE
        )
    if head.pictures > 1:
        raise BadInput(
            f"{path.name} holds several pictures", mend="Save the one you mean as a still image"
        )
    if head.width < 1 or head.height < 1:
        raise BadInput(f"{path.name} has no pixels", mend=_READABLE)
    if max(head.width, head.height) > MAX_SIDE or head.width * head.height > MAX_PIXELS:
        raise BadInput(
            f"{path.name} is {head.width:,} x {head.height:,} pixels; "
            f"at most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE:,} a side can be used",
            mend="Scale it down first",
        )
    return head


def _unpacked(data: bytes) -> npt.NDArray[np.generic] | None:
    import cv2

    level = cv2.utils.logging.getLogLevel()
    # a damaged file is our one line to say, not a decoder's on stderr
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return None
    finally:
        cv2.utils.logging.setLogLevel(level)
    return pixels


def _upright(pixels: npt.NDArray[np.uint8], orientation: int) -> npt.NDArray[np.uint8]:
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in {2, 3, 6, 7}:
        pixels = pixels[:, ::-1]
    if orientation in {3, 4, 7, 8}:
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)


def _flattened(pixels: npt.NDArray[np.uint8], ground: int) -> npt.NDArray[np.uint8]:
    if pixels.shape[2] < 4:
        return pixels
    alpha = pixels[:, :, 3:].astype(np.uint32)
    mixed = pixels[:, :, :3] * alpha + ground * (255 - alpha)
    return ((mixed + 127) // 255).astype(np.uint8)
