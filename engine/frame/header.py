"""What an image file says of itself before anything is decoded: the bytes of a PNG, JPEG, WebP,
BMP, GIF or TIFF go in; its size, orientation and number of pictures come out. Reading only the
header keeps a 60,000 x 60,000 picture from being unpacked just to be refused.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """Format name, size in pixels as stored, EXIF orientation 1..8, number of pictures."""

    format: str
    width: int
    height: int
    orientation: int = 1
    pictures: int = 1


class Broken(ValueError):
    """The file ends early or contradicts itself."""


def header(data: bytes) -> Header | None:
    """The header of an image file; None where the bytes are of no format we read.

    Raises `Broken` where the format is known and its structure is cut off or damaged.
    """
    for matches, read in _FORMATS:
        if matches(data):
            try:
                return read(data)
            except (struct.error, IndexError) as error:
                raise Broken("its header is cut off") from error
    return None


def _png(data: bytes) -> Header:
    width, height, orientation, pictures, ended = 0, 0, 1, 1, False
    for kind, body in _png_chunks(data):
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        elif kind == b"acTL":
            pictures = struct.unpack(">I", body[:4])[0]
        elif kind == b"eXIf":
            orientation = _orientation(body)
        elif kind == b"IEND":
            ended = True
    if not ended:
        raise Broken("it ends before its picture does")
    return Header("PNG", width, height, orientation, pictures)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if at + 12 + length > len(data):
            raise Broken("it ends before its picture does")
        if zlib.crc32(body, zlib.crc32(kind)) != struct.unpack_from(">I", data, at + 8 + length)[0]:
            raise Broken("its data is damaged")
        yield kind, body
        at += 12 + length
        if kind == b"IEND":
            return


_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


def _jpeg(data: bytes) -> Header:
    at, orientation = 2, 1
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            raise Broken("its data is damaged")
        marker = data[at + 1]
        at += 2
        if marker in _JPEG_BARE:
            continue
        if marker in {0xD9, 0xDA}:
            raise Broken("it has no size")
        (length,) = struct.unpack_from(">H", data, at)
        body = data[at + 2 : at + length]
        if marker == 0xE1 and body[:6] == b"Exif\0\0":
            orientation = _orientation(body[6:])
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", body[1:5])
            return Header("JPEG", width, height, orientation)
        at += length


def _webp(data: bytes) -> Header:
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise Broken("it ends before its picture does")
    width = height = frames = 0
    orientation = 1
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        body = data[at + 8 : at + 8 + min(length, 1 << 16)]
        if kind == b"VP8X":
            width = 1 + int.from_bytes(body[4:7], "little")
            height = 1 + int.from_bytes(body[7:10], "little")
        elif kind == b"VP8 " and not width:
            width, height = (side & 0x3FFF for side in struct.unpack("<HH", body[6:10]))
        elif kind == b"VP8L" and not width:
            bits = int.from_bytes(body[1:5], "little")
            width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif kind == b"ANMF":
            frames += 1
        elif kind == b"EXIF":
            orientation = _orientation(body.removeprefix(b"Exif\0\0"))
        at += 8 + length + length % 2
    return Header("WebP", width, height, orientation, max(1, frames))


def _bmp(data: bytes) -> Header:
    (size,) = struct.unpack_from("<I", data, 14)
    if size == 12:
        width, height = struct.unpack_from("<HH", data, 18)
    else:
        width, height = struct.unpack_from("<ii", data, 18)
    return Header("BMP", abs(width), abs(height))


def _gif(data: bytes) -> Header:
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _gif_palette(flags)
    pictures = 0
    while data[at] != 0x3B:
        if data[at] == 0x21:
            at += 2
        elif data[at] == 0x2C:
            pictures += 1
            left, top, own_width, own_height, own_flags = struct.unpack_from("<HHHHB", data, at + 1)
            width, height = max(width, left + own_width), max(height, top + own_height)
            at += 11 + _gif_palette(own_flags)
        else:
            raise Broken("its data is damaged")
        while data[at]:
            at += 1 + data[at]
        at += 1
    return Header("GIF", width, height, pictures=pictures)


def _gif_palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _tiff(data: bytes) -> Header:
    tags, following = _directory(data)
    pictures = 2 if following else 1
    return Header("TIFF", tags.get(256, 0), tags.get(257, 0), _valid(tags.get(274, 1)), pictures)


def _directory(data: bytes) -> tuple[dict[int, int], int]:
    """The short and long tags of the first directory of a TIFF or EXIF block, and the next one."""
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, at)
    tags = {}
    for i in range(count):
        tag, kind, values = struct.unpack_from(order + "HHI", data, at + 2 + 12 * i)
        if values == 1 and kind in {3, 4}:
            width = "H" if kind == 3 else "I"
            (tags[tag],) = struct.unpack_from(order + width, data, at + 10 + 12 * i)
    (following,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
    return tags, following


def _orientation(exif: bytes) -> int:
    """EXIF is a courtesy: where it is damaged the picture is shown as stored."""
    try:
        return _valid(_directory(exif)[0].get(274, 1))
    except struct.error:
        return 1


def _valid(orientation: int) -> int:
    return orientation if 1 <= orientation <= 8 else 1


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Header]], ...] = (
    (lambda d: d[:8] == b"\x89PNG\r\n\x1a\n", _png),
    (lambda d: d[:3] == b"\xff\xd8\xff", _jpeg),
    (lambda d: d[:4] == b"RIFF" and d[8:12] == b"WEBP", _webp),
    (lambda d: d[:2] == b"BM", _bmp),
    (lambda d: d[:6] in {b"GIF87a", b"GIF89a"}, _gif),
    (lambda d: d[:4] in {b"II*\0", b"MM\0*"}, _tiff),
)
