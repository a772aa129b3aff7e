"""Where things live on this machine: settings, the verb book, the projects.

`VERBENCH_HOME` puts everything under one folder (a portable installation, a test), and
`VERBENCH_READER=tables` reads prompts without the parser.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from engine.errors import BadInput

READER = "VERBENCH_READER"
"""Environment variable: 'tables' reads prompts without the parser and without its process."""


def _home() -> Path | None:
    home = os.environ.get("VERBENCH_HOME")
    return Path(home) if home else None


def config_folder() -> Path:
    """The person's settings."""
    import platformdirs

    return _home() or Path(platformdirs.user_config_dir("verbench", appauthor=False))


def data_folder() -> Path:
    """The verb book and the projects that were not put elsewhere."""
    import platformdirs

    return _home() or Path(platformdirs.user_data_dir("verbench", appauthor=False))


def preferences_file() -> Path:
    """The readable settings file."""
    return config_folder() / "settings.json"


def snippets_file() -> Path:
    """The person's own prompt pieces, to be read and edited with any editor."""
    return config_folder() / "snippets.json"


def verbs_file() -> Path:
    """The person's own verbs, read on top of ours; to be written with any editor."""
    return config_folder() / "verbs.json"


def verb_book_file() -> Path:
    """The personal verb book, which spans projects."""
    return data_folder() / "verbs.db"


def models_file() -> Path:
    """The folders that the person keeps models in."""
    return config_folder() / "models.json"


def cache_folder() -> Path:
    """What can be computed again; it may be deleted at any time."""
    import platformdirs

    return _home() or Path(platformdirs.user_cache_dir("verbench", appauthor=False))


def model_folders() -> tuple[Path, ...]:
    """Where models are looked for: the person's own folders, and the cache of Hugging Face."""
    from engine.models import shelf
    from engine.models.places import hub_cache

    named: tuple[Path, ...] = ()
    with suppress(BadInput):  # the manager of models tells of a damaged list
        named = shelf.folders(models_file())
    return (*named, hub_cache())


def models_memory_file() -> Path:
    """What was read from models on disk."""
    from engine.models.remembered import FILE

    return cache_folder() / FILE


def fetches_file() -> Path:
    """Models that are not whole yet, and can be gone on with."""
    return config_folder() / "fetches.json"


def people_folder() -> Path:
    """The models that people and hands are seen with."""
    return data_folder() / "models" / "people"


def own_models_folder() -> Path:
    """The person's own models for flow and outlines; one for poses lies among those for people."""
    return data_folder() / "models" / "own"


def models_measured_file() -> Path:
    """What models that ran really took of the card's memory."""
    from engine.models.measured import FILE

    return cache_folder() / FILE


def sample_project() -> Path:
    """The person's own copy of the sample project."""
    return data_folder() / "projects" / "Sample"
