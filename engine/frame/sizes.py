"""The frame sizes that a family of models is made for: its id goes in, (width, height) come out.

The first is the one that its authors use. Sizes of open families are the defaults of their
pipelines in diffusers 0.42.1 and of their larger variants, those of services are what they offer.
"""

from __future__ import annotations

Size = tuple[int, int]
"""Width and height in pixels."""

USUAL: tuple[Size, ...] = ((832, 480), (1280, 720), (1024, 576), (704, 512), (640, 640))
"""Where nothing is known of the family."""
_480, _720, _1080 = (832, 480), (1280, 720), (1920, 1080)
_SIZES: tuple[tuple[str, tuple[Size, ...]], ...] = (
    ("wan-2.2-5b", ((1280, 704), (832, 480))),
    ("wan-animate", (_720, _480)),
    ("wan", (_480, _720, (624, 624))),
    ("lucy-edit", (_480,)),
    ("chronoedit", (_480, _720)),
    ("anyflow", (_480,)),
    ("skyreels", ((960, 544), _720)),
    ("helios", ((640, 384),)),
    ("motif-video", ((1280, 736),)),
    ("cogvideox-1.5", ((1360, 768),)),
    ("cogvideox", ((720, 480),)),
    ("consisid", ((720, 480),)),
    ("ltx-2", ((768, 512), (1216, 704), (1920, 1088))),
    ("ltx-video", ((704, 512), (768, 512), (1216, 704))),
    ("hunyuanvideo", (_720, (960, 544), (832, 480), (720, 720))),
    ("framepack", (_720, (832, 480), (640, 640))),
    ("cosmos", ((1280, 704),)),
    ("kandinsky", ((768, 512), (512, 512))),
    ("mochi", ((848, 480),)),
    ("allegro", ((1280, 720),)),
    ("latte", ((512, 512),)),
    ("easyanimate", ((512, 512), (672, 384))),
    ("sana-video", (_480,)),
    ("step-video", ((992, 544),)),
    ("svd", ((1024, 576),)),
    ("animatediff", ((512, 512),)),
    ("sora", (_720, _1080)),
    ("kling", (_720, _1080, (960, 960))),
    ("runway", ((1280, 768), _720, (960, 960))),
    ("luma", (_720, _1080, (720, 720))),
)
"""By the beginning of the family's id; the more special before the more general."""


def sizes_of(family: str) -> tuple[Size, ...]:
    """The sizes of a family (see `engine.prompt.models`), each upright as well, none twice."""
    known = next((sizes for start, sizes in _SIZES if family.startswith(start)), USUAL)
    return tuple(dict.fromkeys(size for w, h in known for size in ((w, h), (h, w))))
