"""A small picture in, the same one as the view sees it from elsewhere out, as sharp as it was.

Between pixels, linear blurs fine lines until they look like another thing, and cubic takes five
times as long. Of a picture that was made three times as large, once, linear is as sharp as cubic,
and what is moved by whole pixels stays as it is to the bit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inspect.camera import square
from engine.inspect.flow import Field, Rgb, Size, looked_up

_TIMES = 3
_AS_IT_IS = 1e-9


class Sheet:
    """A picture that is laid elsewhere, again and again."""

    def __init__(self, picture: Rgb) -> None:
        self.picture = picture
        self._large: Rgb | None = None

    def laid(self, move: NDArray[np.floating[Any]], size: Size) -> Rgb:
        """The picture where `move` leads (from its pixels on), `size` of it; its border goes on.

        `move` is 2 x 3 or 3 x 3.
        """
        import cv2

        if _nowhere(move) and self.picture.shape[:2] == (size.height, size.width):
            return self.picture
        back = np.linalg.inv(square(move[:2]))[:2] * _TIMES
        # the middle of a pixel is the middle of the one in the middle of its three by three
        back[:, 2] += (_TIMES - 1) / 2
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        border = cv2.BORDER_REPLICATE
        laid = cv2.warpAffine(self._enlarged(), back, size, flags=how, borderMode=border)
        return np.asarray(laid, np.uint8)

    def looked_up(self, places: Field) -> Rgb:
        """The picture at these places, as `laid` lays it; its border goes on."""
        at = places * np.float32(_TIMES) + np.float32((_TIMES - 1) / 2)
        return np.asarray(looked_up(self._enlarged(), at), np.uint8)

    def _enlarged(self) -> Rgb:
        import cv2

        if self._large is None:
            wide, high = (_TIMES * side for side in self.picture.shape[1::-1])
            large = cv2.resize(self.picture, (wide, high), interpolation=cv2.INTER_CUBIC)
            self._large = np.asarray(large, np.uint8)
        return self._large


def _nowhere(move: NDArray[np.floating[Any]]) -> bool:
    return bool(np.abs(move[:2] - np.eye(3)[:2]).max() < _AS_IT_IS)
