"""The window in the language of a locale, for as long as a test needs it."""

from contextlib import contextmanager

from PySide6.QtCore import QLocale

from app import language


@contextmanager
def spoken(application, name):
    """Speaks the language of the locale that is named, then none; gives what was installed.

    The person's machine has that locale, too: it is what spin boxes follow.
    """
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    installed = language.speak(application, QLocale(name))
    try:
        yield installed
    finally:
        for translator in installed:
            application.removeTranslator(translator)
        QLocale.setDefault(before)
