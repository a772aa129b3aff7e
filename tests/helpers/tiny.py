"""Tiny models of the real classes with random weights, saved as real ones are: some hundred
kilobytes, made in a second, run in a tenth.

Sizes are those of diffusers' own tests where possible; seeds are fixed, so that a folder has the
same bytes on every machine of one kind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = (
    "A ball rolls to the right across the table and stops at the edge.",
    "The cup slides slowly towards the camera while the light fades.",
    "A rock tumbles down the hill, dust rises behind it.",
    "She throws the ball up, catches it and smiles.",
    "Blurry, low quality, static, deformed hands.",
)


def tokenizer() -> Any:
    """Of a few hundred pieces, learned from five sentences."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.Unigram())
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    special = ["<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=200, special_tokens=special, unk_token="<unk>")
    made.train_from_iterator(WORDS, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", made.token_to_id("</s>"))]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )


def umt5() -> Any:
    """A text encoder of Wan, 32 numbers wide."""
    import torch
    from transformers import UMT5Config, UMT5EncoderModel

    torch.manual_seed(0)
    config = UMT5Config(
        vocab_size=320, d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4, dropout_rate=0.0
    )
    return UMT5EncoderModel(config).eval()


def _clip() -> tuple[Any, Any]:
    import torch
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModel

    torch.manual_seed(0)
    config = CLIPVisionConfig(
        hidden_size=4,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        intermediate_size=16,
        patch_size=1,
    )
    processor = CLIPImageProcessor(crop_size=32, size=32)
    return CLIPVisionModel(config).eval(), processor


def _wan_vae(**others: Any) -> Any:
    import torch
    from diffusers import AutoencoderKLWan

    torch.manual_seed(0)
    said = {
        "base_dim": 3,
        "z_dim": 16,
        "dim_mult": [1, 1, 1, 1],
        "num_res_blocks": 1,
        "temperal_downsample": [False, True, True],
    }
    return AutoencoderKLWan(**(said | others)).eval()


def _wan_network(seed: int = 0, **others: Any) -> Any:
    import torch
    from diffusers import WanTransformer3DModel

    torch.manual_seed(seed)
    said = {
        "patch_size": (1, 2, 2),
        "num_attention_heads": 2,
        "attention_head_dim": 12,
        "in_channels": 16,
        "out_channels": 16,
        "text_dim": 32,
        "freq_dim": 256,
        "ffn_dim": 32,
        "num_layers": 2,
        "cross_attn_norm": True,
        "qk_norm": "rms_norm_across_heads",
        "rope_max_seq_len": 32,
    }
    return WanTransformer3DModel(**(said | others)).eval()


def unipc(shift: float = 3.0) -> Any:
    """The scheduler that Wan's repositories ship."""
    from diffusers import UniPCMultistepScheduler

    return UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=shift
    )


def euler(shift: float = 3.0) -> Any:
    """The plain one."""
    from diffusers import FlowMatchEulerDiscreteScheduler

    return FlowMatchEulerDiscreteScheduler(shift=shift)


def _reader() -> dict[str, Any]:
    return {"tokenizer": tokenizer(), "text_encoder": umt5()}


def wan_t2v(scheduler: Any = None) -> Any:
    """Wan 2.1, text to video."""
    from diffusers import WanPipeline

    return WanPipeline(
        **_reader(), vae=_wan_vae(), transformer=_wan_network(), scheduler=scheduler or unipc()
    )


def wan_i2v(scheduler: Any = None) -> Any:
    """Wan 2.1, image to video, with the image encoder."""
    from diffusers import WanImageToVideoPipeline

    encoder, processor = _clip()
    network = _wan_network(in_channels=36, image_dim=4)
    return WanImageToVideoPipeline(
        **_reader(),
        vae=_wan_vae(),
        transformer=network,
        image_encoder=encoder,
        image_processor=processor,
        scheduler=scheduler or unipc(),
    )


def wan_a14b(scheduler: Any = None) -> Any:
    """Wan 2.2, image to video, two experts."""
    from diffusers import WanImageToVideoPipeline

    return WanImageToVideoPipeline(
        **_reader(),
        vae=_wan_vae(),
        transformer=_wan_network(1, in_channels=36),
        transformer_2=_wan_network(2, in_channels=36),
        boundary_ratio=0.875,
        scheduler=scheduler or unipc(),
    )


def wan_5b(scheduler: Any = None) -> Any:
    """Wan 2.2, the small one: saved as text to video, and makes both."""
    from diffusers import WanPipeline

    vae = _wan_vae(
        base_dim=3,
        z_dim=48,
        latents_mean=[0.0] * 48,
        latents_std=[1.0] * 48,
        is_residual=True,
        in_channels=12,
        out_channels=12,
        patch_size=2,
        scale_factor_spatial=16,
    )
    network = _wan_network(in_channels=48, out_channels=48)
    return WanPipeline(
        **_reader(),
        vae=vae,
        transformer=network,
        expand_timesteps=True,
        scheduler=scheduler or unipc(),
    )


def wan_vace(scheduler: Any = None) -> Any:
    """Wan 2.1 VACE."""
    import torch
    from diffusers import WanVACEPipeline, WanVACETransformer3DModel

    torch.manual_seed(0)
    network = WanVACETransformer3DModel(
        patch_size=(1, 2, 2),
        num_attention_heads=2,
        attention_head_dim=12,
        in_channels=16,
        out_channels=16,
        text_dim=32,
        freq_dim=256,
        ffn_dim=32,
        num_layers=3,
        cross_attn_norm=True,
        qk_norm="rms_norm_across_heads",
        rope_max_seq_len=32,
        vace_layers=[0, 2],
        vace_in_channels=96,
    ).eval()
    return WanVACEPipeline(
        **_reader(), vae=_wan_vae(), transformer=network, scheduler=scheduler or unipc()
    )


def saved(make: Callable[..., Any], folder: Path, **how: Any) -> Path:
    """The folder of a pipeline, as `save_pretrained` leaves it."""
    if not (folder / "model_index.json").exists():
        make(**how).save_pretrained(folder)
    return folder
