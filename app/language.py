"""The language of the window: the person's locale goes in, translators are installed.

Texts are English in the code; `resources/translations/verbench_<language>.qm` holds the others.
Qt's own words (buttons of dialogs, names of keys) follow only a language that ours speak too.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources


def speak(application: QApplication, locale: QLocale) -> tuple[QTranslator, ...]:
    """Installs the first language of the locale that there is; returns what was installed."""
    for language in locale.uiLanguages():
        if language.split("-")[0] == "en":
            break
        ours = _translator(application, "verbench", language, str(resources.path("translations")))
        if ours is None:
            continue
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        theirs = _translator(application, "qtbase", language, folder)
        # the one installed last is asked first
        found = tuple(translator for translator in (theirs, ours) if translator is not None)
        for translator in found:
            application.installTranslator(translator)
        return found
    return ()


def _translator(
    application: QApplication, name: str, language: str, folder: str
) -> QTranslator | None:
    translator = QTranslator(application)
    # Qt looks for de_CH, then de
    return translator if translator.load(f"{name}_{language.replace('-', '_')}", folder) else None
