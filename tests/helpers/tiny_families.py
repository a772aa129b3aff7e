"""Real pipelines with tiny random weights, one for each family that is not Wan's: a name goes in, a
folder saved with `save_pretrained` comes out.

The classes are the real ones; only the widths are small. The numbers follow the configurations of
diffusers' own fast tests. Nothing is fetched: tokenizers are trained here on a few sentences.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

SENTENCES = (
    "A red ball rolls to the left and stops at the wall.",
    "A woman walks slowly towards the camera, then turns around.",
    "Water flows down from a jug into a glass on the table.",
    "The rock falls, bounces twice and lies still in the sand.",
    "low quality, blurry, watermark, distorted hands",
    "You are a helpful assistant. Describe the video by detailing the following aspects.",
)
LLAMA_MARKS = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<image>")
CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n"
    "{% if m['content'] is string %}{{ m['content'] }}"
    "{% else %}{% for part in m['content'] %}{{ part['text'] }}{% endfor %}{% endif %}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""How Qwen 2 lays out a chat."""


def tokenizer(*marks: str, vocabulary: int = 300, **options: Any) -> Any:
    """A tokenizer of about 300 pieces; `marks` are special tokens of its own."""
    import tokenizers as tk
    from transformers import PreTrainedTokenizerFast

    core = tk.Tokenizer(tk.models.Unigram())
    core.pre_tokenizer = tk.pre_tokenizers.Metaspace()
    core.decoder = tk.decoders.Metaspace()
    special = ["<pad>", "</s>", "<unk>", *marks]
    trainer = tk.trainers.UnigramTrainer(
        vocab_size=vocabulary, special_tokens=special, unk_token="<unk>", show_progress=False
    )
    core.train_from_iterator(SENTENCES * 4, trainer)
    core.post_processor = tk.processors.TemplateProcessing(
        single="$A </s>", pair="$A $B </s>", special_tokens=[("</s>", 1)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=core,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        additional_special_tokens=list(marks),
        **options,
    )


def _t5(d_model: int = 32) -> Any:
    from transformers import T5Config, T5EncoderModel

    return T5EncoderModel(
        T5Config(vocab_size=400, d_model=d_model, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    ).eval()


def _umt5() -> Any:
    from transformers import UMT5Config, UMT5EncoderModel

    return UMT5EncoderModel(
        UMT5Config(vocab_size=400, d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    ).eval()


def _wan_vae() -> Any:
    from diffusers import AutoencoderKLWan

    return AutoencoderKLWan(
        base_dim=3,
        z_dim=16,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
    )


# --- CogVideoX ---------------------------------------------------------------------------------


def _cog(channels: int, **network: Any) -> dict[str, Any]:
    import diffusers

    rotary = network.get("use_rotary_positional_embeddings", False)
    return {
        "transformer": diffusers.CogVideoXTransformer3DModel(
            num_attention_heads=2,
            attention_head_dim=16,
            in_channels=channels,
            out_channels=4,
            time_embed_dim=32,
            text_embed_dim=32,
            num_layers=2,
            sample_width=8,
            sample_height=8,
            sample_frames=9,
            patch_size=2,
            temporal_compression_ratio=4,
            max_text_seq_length=226,
            **network,
        ),
        "vae": diffusers.AutoencoderKLCogVideoX(
            in_channels=3,
            out_channels=3,
            down_block_types=("CogVideoXDownBlock3D",) * 4,
            up_block_types=("CogVideoXUpBlock3D",) * 4,
            block_out_channels=(8, 8, 8, 8),
            latent_channels=4,
            layers_per_block=1,
            norm_num_groups=2,
            temporal_compression_ratio=4,
        ),
        # the 2B is sampled by DDIM, the 5B by DPM
        "scheduler": (
            diffusers.CogVideoXDPMScheduler if rotary else diffusers.CogVideoXDDIMScheduler
        )(prediction_type="v_prediction", rescale_betas_zero_snr=True, timestep_spacing="trailing"),
        "text_encoder": _t5(),
        "tokenizer": tokenizer(),
    }


def cogvideox() -> Any:
    """CogVideoX 2B: text to video."""
    from diffusers import CogVideoXPipeline

    return CogVideoXPipeline(**_cog(4))


def cogvideox_i2v() -> Any:
    """CogVideoX 5B I2V: tied to the size it was trained at, 64 x 64 here."""
    from diffusers import CogVideoXImageToVideoPipeline

    return CogVideoXImageToVideoPipeline(
        **_cog(8, use_rotary_positional_embeddings=True, use_learned_positional_embeddings=True)
    )


def cogvideox_15_i2v() -> Any:
    """CogVideoX 1.5 5B I2V: two latent frames in a patch."""
    from diffusers import CogVideoXImageToVideoPipeline

    return CogVideoXImageToVideoPipeline(
        **_cog(
            8,
            use_rotary_positional_embeddings=True,
            patch_size_t=2,
            ofs_embed_dim=32,
            patch_bias=False,
        )
    )


# --- LTX ---------------------------------------------------------------------------------------


def ltx() -> Any:
    """LTX-Video: text or image to video, the same weights."""
    import diffusers

    vae = diffusers.AutoencoderKLLTXVideo(
        in_channels=3,
        out_channels=3,
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1),
        spatio_temporal_scaling=(True, True, True, False),
        decoder_spatio_temporal_scaling=(True, True, True, False),
        decoder_inject_noise=(False,) * 5,
        upsample_residual=(False,) * 4,
        upsample_factor=(1, 1, 1, 1),
        timestep_conditioning=False,
        patch_size=4,
        patch_size_t=1,
        encoder_causal=True,
        decoder_causal=False,
    )
    return diffusers.LTXPipeline(
        transformer=diffusers.LTXVideoTransformer3DModel(
            in_channels=8,
            out_channels=8,
            patch_size=1,
            patch_size_t=1,
            num_attention_heads=4,
            attention_head_dim=8,
            cross_attention_dim=32,
            num_layers=2,
            caption_channels=32,
        ),
        vae=vae,
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True),
        text_encoder=_t5(),
        tokenizer=tokenizer(),
    )


def ltx2() -> Any:
    """LTX-2: video with sound; Gemma 3 reads the prompt."""
    import diffusers
    from diffusers.pipelines.ltx2 import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
    from transformers import (
        Gemma3Config,
        Gemma3ForConditionalGeneration,
        Gemma3TextConfig,
        SiglipVisionConfig,
    )

    text = Gemma3TextConfig(
        vocab_size=400,
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        sliding_window=8,
    )
    sight = SiglipVisionConfig(
        hidden_size=8,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        image_size=28,
        patch_size=14,
    )
    speaker = Gemma3ForConditionalGeneration(
        Gemma3Config(text_config=text, vision_config=sight, mm_tokens_per_image=4)
    ).eval()
    vae = diffusers.AutoencoderKLLTX2Video(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(8, 8, 8),
        decoder_block_out_channels=(8, 8, 8),
        layers_per_block=(1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        spatio_temporal_scaling=(True, True, True),
        decoder_spatio_temporal_scaling=(True, True, True),
        decoder_inject_noise=(False,) * 4,
        downsample_type=("spatiotemporal",) * 3,
        upsample_residual=(False,) * 3,
        upsample_factor=(1, 1, 1),
        timestep_conditioning=False,
        patch_size=4,
        patch_size_t=1,
        encoder_causal=True,
        decoder_causal=False,
    )
    sound = diffusers.AutoencoderKLLTX2Audio(
        base_channels=4,
        output_channels=2,
        ch_mult=(1,),
        num_res_blocks=1,
        attn_resolutions=None,
        in_channels=2,
        resolution=32,
        latent_channels=2,
        norm_type="pixel",
        causality_axis="height",
        dropout=0.0,
        mid_block_add_attention=False,
        sample_rate=16000,
        mel_hop_length=160,
        is_causal=True,
        mel_bins=8,
    )
    connector = {
        f"{which}_connector_{name}": value
        for which in ("video", "audio")
        for name, value in (
            ("num_attention_heads", 4),
            ("attention_head_dim", 8),
            ("num_layers", 1),
            ("num_learnable_registers", None),
        )
    }
    return diffusers.LTX2Pipeline(
        transformer=diffusers.LTX2VideoTransformer3DModel(
            in_channels=4,
            out_channels=4,
            patch_size=1,
            patch_size_t=1,
            num_attention_heads=2,
            attention_head_dim=8,
            cross_attention_dim=16,
            audio_in_channels=4,
            audio_out_channels=4,
            audio_num_attention_heads=2,
            audio_attention_head_dim=4,
            audio_cross_attention_dim=8,
            num_layers=2,
            qk_norm="rms_norm_across_heads",
            caption_channels=32,
            rope_double_precision=False,
            rope_type="split",
        ),
        vae=vae,
        audio_vae=sound,
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True),
        text_encoder=speaker,
        tokenizer=tokenizer(),
        connectors=LTX2TextConnectors(
            caption_channels=32,
            text_proj_in_factor=3,
            connector_rope_base_seq_len=32,
            rope_theta=10000.0,
            rope_double_precision=False,
            causal_temporal_positioning=False,
            rope_type="split",
            **connector,
        ),
        vocoder=LTX2Vocoder(
            in_channels=16,
            hidden_channels=32,
            out_channels=2,
            upsample_kernel_sizes=[4, 4],
            upsample_factors=[2, 2],
            resnet_kernel_sizes=[3],
            resnet_dilations=[[1, 3, 5]],
            leaky_relu_negative_slope=0.1,
            output_sampling_rate=16000,
        ),
    )


# --- HunyuanVideo ------------------------------------------------------------------------------


def _hunyuan(channels: int, *, guided: bool, llama: Any, **network: Any) -> dict[str, Any]:
    import diffusers
    from transformers import CLIPTextConfig, CLIPTextModel

    second = CLIPTextConfig(
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=0,
        hidden_size=8,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=2,
        vocab_size=400,
        projection_dim=32,
    )
    return {
        "transformer": diffusers.HunyuanVideoTransformer3DModel(
            in_channels=channels,
            out_channels=4,
            num_attention_heads=2,
            attention_head_dim=10,
            num_layers=2,
            num_single_layers=2,
            num_refiner_layers=1,
            patch_size=2,
            patch_size_t=1,
            guidance_embeds=guided,
            text_embed_dim=16,
            pooled_projection_dim=8,
            rope_axes_dim=(2, 4, 4),
            **network,
        ),
        "vae": diffusers.AutoencoderKLHunyuanVideo(
            in_channels=3,
            out_channels=3,
            latent_channels=4,
            down_block_types=("HunyuanVideoDownBlock3D",) * 4,
            up_block_types=("HunyuanVideoUpBlock3D",) * 4,
            block_out_channels=(8, 8, 8, 8),
            layers_per_block=1,
            act_fn="silu",
            norm_num_groups=4,
            scaling_factor=0.476986,
            spatial_compression_ratio=8,
            temporal_compression_ratio=4,
            mid_block_add_attention=True,
        ),
        "scheduler": diffusers.FlowMatchEulerDiscreteScheduler(shift=7.0),
        "text_encoder": llama,
        "tokenizer": tokenizer(*LLAMA_MARKS),
        "text_encoder_2": CLIPTextModel(second).eval(),
        "tokenizer_2": tokenizer(model_max_length=77),
    }


def _llama_config() -> Any:
    from transformers import LlamaConfig

    return LlamaConfig(
        bos_token_id=2,
        eos_token_id=1,
        pad_token_id=0,
        hidden_size=16,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=3,
        vocab_size=400,
    )


def _llama() -> Any:
    from transformers import LlamaModel

    return LlamaModel(_llama_config()).eval()


def hunyuanvideo() -> Any:
    """HunyuanVideo: text to video, guidance distilled."""
    from diffusers import HunyuanVideoPipeline

    return HunyuanVideoPipeline(**_hunyuan(4, guided=True, llama=_llama()))


def _hunyuan_i2v(channels: int, way: str, *, guided: bool) -> Any:
    from diffusers import HunyuanVideoImageToVideoPipeline
    from transformers import (
        CLIPImageProcessor,
        CLIPVisionConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
    )

    words = tokenizer(*LLAMA_MARKS)
    seen = words.convert_tokens_to_ids("<image>")
    sight = CLIPVisionConfig(
        hidden_size=8,
        intermediate_size=16,
        projection_dim=8,
        num_attention_heads=2,
        num_hidden_layers=2,
        image_size=48,
        patch_size=2,
    )
    llava = LlavaForConditionalGeneration(
        LlavaConfig(
            vision_config=sight,
            text_config=_llama_config(),
            pad_token_id=0,
            image_token_index=seen,
        )
    ).eval()
    parts = _hunyuan(channels, guided=guided, llama=llava, image_condition_type=way)
    return HunyuanVideoImageToVideoPipeline(
        **parts, image_processor=CLIPImageProcessor(crop_size=48, size=48)
    )


def hunyuanvideo_i2v() -> Any:
    """HunyuanVideo I2V, the first release: the image beside the noise, four frames dropped."""
    return _hunyuan_i2v(9, "latent_concat", guided=False)


def hunyuanvideo_i2v_replace() -> Any:
    """HunyuanVideo I2V, the second release: the image in place of the first frame."""
    return _hunyuan_i2v(4, "token_replace", guided=True)


def skyreels_v1_i2v() -> Any:
    """SkyReels V1 I2V: HunyuanVideo's network with the image beside the noise."""
    from diffusers import HunyuanSkyreelsImageToVideoPipeline

    return HunyuanSkyreelsImageToVideoPipeline(**_hunyuan(8, guided=True, llama=_llama()))


def _hunyuan_15(task: str) -> dict[str, Any]:
    import diffusers
    from diffusers.guiders import ClassifierFreeGuidance
    from transformers import ByT5Tokenizer, Qwen2_5_VLTextConfig, Qwen2_5_VLTextModel

    reader = Qwen2_5_VLTextModel(
        Qwen2_5_VLTextConfig(
            vocab_size=400,
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=3,
            num_attention_heads=2,
            num_key_value_heads=2,
            rope_parameters={
                "mrope_section": [1, 1, 2],
                "rope_type": "default",
                "rope_theta": 1000000.0,
            },
        )
    ).eval()
    return {
        "transformer": diffusers.HunyuanVideo15Transformer3DModel(
            in_channels=9,
            out_channels=4,
            num_attention_heads=2,
            attention_head_dim=8,
            num_layers=2,
            num_refiner_layers=1,
            mlp_ratio=2.0,
            patch_size=1,
            patch_size_t=1,
            text_embed_dim=16,
            text_embed_2_dim=32,
            image_embed_dim=12,
            rope_axes_dim=(2, 2, 4),
            target_size=64,
            task_type=task,
        ),
        "vae": diffusers.AutoencoderKLHunyuanVideo15(
            in_channels=3,
            out_channels=3,
            latent_channels=4,
            block_out_channels=(8, 8, 8, 8, 8),
            layers_per_block=1,
            spatial_compression_ratio=16,
            temporal_compression_ratio=4,
            downsample_match_channel=False,
            upsample_match_channel=False,
        ),
        "scheduler": diffusers.FlowMatchEulerDiscreteScheduler(shift=7.0),
        "text_encoder": reader,
        "tokenizer": tokenizer("<|im_start|>", "<|im_end|>", chat_template=CHAT),
        "text_encoder_2": _t5(),
        "tokenizer_2": ByT5Tokenizer(),
        "guider": ClassifierFreeGuidance(guidance_scale=6.0),
    }


def hunyuanvideo_15() -> Any:
    """HunyuanVideo 1.5: text to video; guided by an object, not a number."""
    from diffusers import HunyuanVideo15Pipeline

    return HunyuanVideo15Pipeline(**_hunyuan_15("t2v"))


def hunyuanvideo_15_i2v() -> Any:
    """HunyuanVideo 1.5 I2V: its size comes from the image."""
    from diffusers import HunyuanVideo15ImageToVideoPipeline
    from transformers import SiglipImageProcessor, SiglipVisionConfig, SiglipVisionModel

    sight = SiglipVisionConfig(
        hidden_size=12,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        image_size=27,
        patch_size=1,
    )
    return HunyuanVideo15ImageToVideoPipeline(
        **_hunyuan_15("i2v"),
        image_encoder=SiglipVisionModel(sight).eval(),
        feature_extractor=SiglipImageProcessor(size={"height": 27, "width": 27}),
    )


# --- SkyReels V2 -------------------------------------------------------------------------------


def _skyreels(channels: int, **network: Any) -> dict[str, Any]:
    import diffusers

    return {
        "transformer": diffusers.SkyReelsV2Transformer3DModel(
            patch_size=(1, 2, 2),
            num_attention_heads=2,
            attention_head_dim=12,
            in_channels=channels,
            out_channels=16,
            text_dim=32,
            freq_dim=256,
            ffn_dim=32,
            num_layers=2,
            cross_attn_norm=True,
            qk_norm="rms_norm_across_heads",
            rope_max_seq_len=32,
            **network,
        ),
        "vae": _wan_vae(),
        "scheduler": diffusers.UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=8.0
        ),
        "text_encoder": _umt5(),
        "tokenizer": tokenizer(),
    }


def skyreels_v2() -> Any:
    """SkyReels V2: text to video."""
    from diffusers import SkyReelsV2Pipeline

    return SkyReelsV2Pipeline(**_skyreels(16))


def skyreels_v2_i2v() -> Any:
    """SkyReels V2 I2V: also sees its images with CLIP."""
    from diffusers import SkyReelsV2ImageToVideoPipeline
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

    sight = CLIPVisionConfig(
        hidden_size=4,
        projection_dim=4,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        intermediate_size=16,
        patch_size=8,
    )
    return SkyReelsV2ImageToVideoPipeline(
        **_skyreels(36, image_dim=4),
        image_encoder=CLIPVisionModelWithProjection(sight).eval(),
        image_processor=CLIPImageProcessor(crop_size=32, size=32),
    )


def skyreels_v2_df() -> Any:
    """SkyReels V2 with diffusion forcing: long clips, piece by piece; images too."""
    from diffusers import SkyReelsV2DiffusionForcingPipeline

    return SkyReelsV2DiffusionForcingPipeline(**_skyreels(16))


# --- Cosmos ------------------------------------------------------------------------------------


@functools.cache
def unguarded() -> Any:
    """What stands in for NVIDIA's guardrail, as in diffusers' own tests: it is gigabytes large."""
    import torch

    class Unguarded(torch.nn.Module):
        device = torch.device("cpu")
        dtype = torch.float32

        def check_text_safety(self, prompt: str) -> bool:
            return True

        def check_video_safety(self, frames: Any) -> Any:
            return frames

    return Unguarded()


def _cosmos(channels: int, out: int, **network: Any) -> Any:
    from diffusers import CosmosTransformer3DModel

    return CosmosTransformer3DModel(
        in_channels=channels,
        out_channels=out,
        num_attention_heads=2,
        attention_head_dim=16,
        num_layers=2,
        mlp_ratio=2,
        adaln_lora_dim=4,
        max_size=(4, 32, 32),
        patch_size=(1, 2, 2),
        rope_scale=(2.0, 1.0, 1.0),
        concat_padding_mask=True,
        extra_pos_embed_type="learnable",
        **network,
    )


def _cosmos_1(channels: int) -> dict[str, Any]:
    import diffusers

    return {
        "transformer": _cosmos(channels, 4, text_embed_dim=32),
        "vae": diffusers.AutoencoderKLCosmos(
            in_channels=3,
            out_channels=3,
            latent_channels=4,
            encoder_block_out_channels=(8, 8, 8, 8),
            decode_block_out_channels=(8, 8, 8, 8),
            attention_resolutions=(8,),
            resolution=64,
            num_layers=2,
            patch_size=4,
            patch_type="haar",
            scaling_factor=1.0,
            spatial_compression_ratio=8,
            temporal_compression_ratio=8,
        ),
        "scheduler": diffusers.EDMEulerScheduler(
            sigma_min=0.002,
            sigma_max=80,
            sigma_data=0.5,
            sigma_schedule="karras",
            num_train_timesteps=1000,
            prediction_type="epsilon",
            rho=7.0,
            final_sigmas_type="sigma_min",
        ),
        "text_encoder": _t5(),
        "tokenizer": tokenizer(),
        "safety_checker": unguarded(),
    }


def cosmos_1() -> Any:
    """Cosmos 1: text to world."""
    from diffusers import CosmosTextToWorldPipeline

    return CosmosTextToWorldPipeline(**_cosmos_1(4))


def cosmos_1_i2v() -> Any:
    """Cosmos 1: image or video to world."""
    from diffusers import CosmosVideoToWorldPipeline

    return CosmosVideoToWorldPipeline(**_cosmos_1(5))


def cosmos_2() -> Any:
    """Cosmos Predict 2: image or video to world."""
    import diffusers

    return diffusers.Cosmos2VideoToWorldPipeline(
        transformer=_cosmos(17, 16, text_embed_dim=32),
        vae=_wan_vae(),
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(use_karras_sigmas=True),
        text_encoder=_t5(),
        tokenizer=tokenizer(),
        safety_checker=unguarded(),
    )


def cosmos_25() -> Any:
    """Cosmos Predict 2.5: text, image or video to world; Qwen 2.5 VL reads the prompt."""
    import diffusers
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    reader = Qwen2_5_VLForConditionalGeneration(
        Qwen2_5_VLConfig(
            text_config={
                "vocab_size": 400,
                "hidden_size": 16,
                "intermediate_size": 16,
                "num_hidden_layers": 2,
                "num_attention_heads": 2,
                "num_key_value_heads": 2,
                "rope_parameters": {
                    "mrope_section": [1, 1, 2],
                    "rope_type": "default",
                    "rope_theta": 1000000.0,
                },
            },
            vision_config={
                "depth": 1,
                "hidden_size": 16,
                "intermediate_size": 16,
                "num_heads": 2,
                "out_hidden_size": 16,
                "fullatt_block_indexes": [0],
            },
        )
    ).eval()
    return diffusers.Cosmos2_5_PredictBasePipeline(
        transformer=_cosmos(
            17,
            16,
            text_embed_dim=32,
        ),
        vae=_wan_vae(),
        scheduler=diffusers.UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0
        ),
        text_encoder=reader,
        tokenizer=tokenizer("<|im_start|>", "<|im_end|>", chat_template=CHAT),
        safety_checker=unguarded(),
    )


# --- SVD ---------------------------------------------------------------------------------------


def svd() -> Any:
    """Stable Video Diffusion: an image and no words."""
    import diffusers
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

    sight = CLIPVisionConfig(
        hidden_size=32,
        projection_dim=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        image_size=224,
        intermediate_size=37,
        patch_size=56,
    )
    return diffusers.StableVideoDiffusionPipeline(
        unet=diffusers.UNetSpatioTemporalConditionModel(
            block_out_channels=(32, 64),
            layers_per_block=1,
            sample_size=32,
            in_channels=8,
            out_channels=4,
            down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
            up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"),
            cross_attention_dim=32,
            num_attention_heads=8,
            projection_class_embeddings_input_dim=96,
            addition_time_embed_dim=32,
            num_frames=8,
        ),
        image_encoder=CLIPVisionModelWithProjection(sight).eval(),
        scheduler=diffusers.EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            interpolation_type="linear",
            num_train_timesteps=1000,
            prediction_type="v_prediction",
            sigma_max=700.0,
            sigma_min=0.002,
            steps_offset=1,
            timestep_spacing="leading",
            timestep_type="continuous",
            use_karras_sigmas=True,
        ),
        vae=diffusers.AutoencoderKLTemporalDecoder(
            block_out_channels=[32, 32, 32, 32],
            in_channels=3,
            out_channels=3,
            down_block_types=["DownEncoderBlock2D"] * 4,
            latent_channels=4,
            layers_per_block=1,
        ),
        feature_extractor=CLIPImageProcessor(crop_size=224, size=224),
    )


BUILDERS: dict[str, Callable[[], Any]] = {
    "CogVideoX-2b": cogvideox,
    "CogVideoX-5b-I2V": cogvideox_i2v,
    "CogVideoX1.5-5B-I2V": cogvideox_15_i2v,
    "LTX-Video": ltx,
    "LTX-2": ltx2,
    "HunyuanVideo": hunyuanvideo,
    "HunyuanVideo-I2V-33ch": hunyuanvideo_i2v,
    "HunyuanVideo-I2V": hunyuanvideo_i2v_replace,
    "SkyReels-V1-Hunyuan-I2V": skyreels_v1_i2v,
    "HunyuanVideo-1.5-480p-t2v": hunyuanvideo_15,
    "HunyuanVideo-1.5-480p-i2v": hunyuanvideo_15_i2v,
    "SkyReels-V2-T2V": skyreels_v2,
    "SkyReels-V2-I2V": skyreels_v2_i2v,
    "SkyReels-V2-DF": skyreels_v2_df,
    "Cosmos-1.0-Text2World": cosmos_1,
    "Cosmos-1.0-Video2World": cosmos_1_i2v,
    "Cosmos-Predict2-Video2World": cosmos_2,
    "Cosmos-Predict2.5": cosmos_25,
    "stable-video-diffusion": svd,
}
"""By folder name: the family is recognised from it, as from the names of the real repositories."""


def saved(name: str, under: Path) -> Path:
    """The folder of a tiny model, made at its first time."""
    import torch

    folder = under / name
    if not (folder / "model_index.json").exists():
        torch.manual_seed(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pipeline = BUILDERS[name]()
            # NVIDIA's guardrail is no part of a model's folder
            parts = {**pipeline.components}
            if "safety_checker" in parts:
                pipeline.register_modules(safety_checker=None)
            pipeline.save_pretrained(folder)
    return folder
