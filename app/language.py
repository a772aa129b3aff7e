"""The language of the window: the person's locale goes in, translators are installed, and fields
write decimals as the labels beside them do.

Texts are English in the code; `resources/translations/verbench_<language>.qm` holds the others.
Qt's own words (buttons of dialogs, names of keys) follow only a language that ours speak too.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import resources
from widgets.common.numbers import decimal_sign


def speak(application: QApplication, locale: QLocale) -> tuple[QTranslator, ...]:
    """Installs the first language of the locale that there is; returns what was installed.

    Where Qt's default locale writes decimals otherwise than that language, it becomes another.
    """
    language, found = _installed(application, locale)
    _agree(language)
    return found


def _installed(application: QApplication, locale: QLocale) -> tuple[str, tuple[QTranslator, ...]]:
    """The language, English where there is none of the person's, and what was installed for it."""
    for language in locale.uiLanguages():
        if language.split("-")[0] == "en":
            return language, ()
        ours = _translator(application, "verbench", language, str(resources.path("translations")))
        if ours is None:
            continue
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        theirs = _translator(application, "qtbase", language, folder)
        # the one installed last is asked first
        found = tuple(translator for translator in (theirs, ours) if translator is not None)
        for translator in found:
            application.installTranslator(translator)
        return language, found
    return "en-001", ()


def _agree(language: str) -> None:
    """Spin boxes follow the default locale, which may have the decimals of another language: the
    window is German in the USA or in Switzerland, or English in France."""
    if QLocale().decimalPoint() == decimal_sign():
        return
    anywhere = f"{language.partition('-')[0]}-001"
    for name in (language, anywhere):
        locale = QLocale(name)
        if locale.decimalPoint() == decimal_sign():
            QLocale.setDefault(locale)
            return


def _translator(
    application: QApplication, name: str, language: str, folder: str
) -> QTranslator | None:
    translator = QTranslator(application)
    # Qt looks for de_CH, then de
    return translator if translator.load(f"{name}_{language.replace('-', '_')}", folder) else None
