"""Every text of ours goes through Qt's translation: made-up languages on the real window prove it.

One wraps each text in brackets, so that a text that is not wrapped was never asked for. Another
makes each text 40 % longer, as German does, so that what does not fit is cut.
"""

import ast
import re
import subprocess
import sys
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel, QLocale, Qt, QTranslator
from PySide6.QtGui import QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from app import dialogs, language
from app.actions import sheet
from app.menus import acts_of
from app.stage import FRAME, WATCH
from app.workbench import Workbench
from engine.backends import BACKENDS
from engine.detectors import DETECTORS
from engine.export import EXPORTERS
from engine.generate.queue import JobQueue
from engine.motion.capability import honoured
from engine.motion.compile import TARGETS
from engine.motion.wording import phrase_of
from engine.project.store import Project
from engine.prompt.models import families
from engine.prompt.snippets import Record, load
from engine.records import (
    Camera,
    Finding,
    Ignored,
    KeptPrompt,
    MotionPlan,
    PathPoint,
    Rating,
    Region,
    Report,
    Request,
    Settings,
    Shot,
    Stroke,
)
from engine.rules import RULES
from engine.video.write import write_clip
from tests.helpers.spoken import spoken
from widgets.common.elided import ElidedLabel
from widgets.common.pill import PillButton
from widgets.common.theme import colours_of
from widgets.motion.guide_dialog import GuideDialog, Made, TargetRow
from widgets.prompt.fix_menu import entry_of
from widgets.prompt.hint_settings import HintSettings, RuleRow
from widgets.prompt.panel import Disclosure
from widgets.prompt.preview import as_html
from widgets.prompt.snippets import SnippetRow

ROOT = Path(__file__).resolve().parents[2]
PROMPT = "A man throws a ball and a dog runs while the camera pans, then he jumps"
SAID = "it went the other way"
WIDTH, HEIGHT, FRAMES = 320, 184, 17

# --- what need not be translated ---------------------------------------------------------------

BRAND = ("Verbench",)  # a name
UNITS = ("min", "fps", "px")  # the same in every language, they stand behind numbers
FAMILIES = [family.title for family in families()]
MODELS = ("Sora", *dialogs.KNOWN_MODELS, *FAMILIES)  # names
ENGINE = (  # the engine knows no Qt: what it says is English as it is
    *(part for b in BACKENDS for part in (b.id, b.title, " ".join(b.doc.split()).split(". ")[0])),
    *(target.title for target in TARGETS),
    *(detector.id for detector in DETECTORS),
    *(part for e in EXPORTERS for part in (e.title, e.doc.strip().splitlines()[0])),
    *(part for r in RULES for part in (r.id, r.title)),
    SAID,
)
SNIPPETS = load(Path("none")).snippets  # prompts are written in English or Chinese
IDS = ("error", "warning", "information", "check", "auto")  # icons of notices, and a profile
USER_DATA = (PROMPT, "Ball in the park", "clip", "MyShots", "thrown", "still wall", "dust")
KEYS = re.compile(  # Qt names keys itself, in the language of its own translation
    r"\b(Ctrl|Shift|Alt|Return|Enter|Space|Left|Right|Up|Down|Home|End|Del|F\d\d?)\b"
)


class MadeUp(QTranslator):
    """A language that is made of English. Names of keys stay, so that shortcuts can be read."""

    def __init__(self, make):
        super().__init__()
        self._make = make

    def isEmpty(self):
        return False

    def translate(self, context, source, disambiguation=None, n=-1):
        return source if context == "QShortcut" or not source.strip() else self._make(source)


def wrapped(text):
    return f"⟦{text}⟧"


def longer(text):
    """40 % more of the same letters; what stands in braces is a place for a value and stays one."""
    letters = re.sub(r"\{[^}]*\}|[&\n]", "", text).strip() or "n"
    return text + "".join(islice(cycle(letters.lower()), round(0.4 * len(letters))))


def untranslated(texts, also=()):
    """Those of the texts in which a word is left that was not translated and need not stay."""
    known = sorted((*BRAND, *MODELS, *ENGINE, *USER_DATA, *also), key=len, reverse=True)
    as_is = re.compile("|".join(map(re.escape, known)), re.IGNORECASE)
    return {text for text in set(texts) if words_of(as_is.sub("", without_translated(text)))}


def without_translated(text):
    before = None
    while text != before:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return text.partition("⟦")[0]  # the end was elided


def words_of(text):
    words = re.findall(r"[^\W\d_]{2,}", KEYS.sub("", text))
    return [word for word in words if word not in UNITS]


# --- every text there is ---------------------------------------------------------------------


def texts_of(root):
    """(widget, what, text) of a widget and all that is in it, shown or not."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield from ((widget, what, text) for what, text in own_texts(widget) if text)


def own_texts(widget):
    yield "tool tip", widget.toolTip()
    yield "status tip", widget.statusTip()
    yield "what is this", widget.whatsThis()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    if widget.isWindow() or isinstance(widget, QDialog):
        yield "window title", widget.windowTitle()
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield "text", widget.text()
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, (QSpinBox, QDoubleSpinBox)):
        yield "prefix", widget.prefix()
        yield "suffix", widget.suffix()
    if isinstance(widget, QAbstractSpinBox):
        yield "special value", widget.specialValueText()
    if isinstance(widget, QTabWidget):
        yield from (("tab", widget.tabText(i)) for i in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(i)) for i in range(widget.count()))
    if isinstance(widget, QMenu):
        yield "menu", widget.title()
    for action in widget.actions():
        yield "action", action.text()
        yield "action's tool tip", action.toolTip()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from item_texts(widget.model())


def item_texts(model):
    role = Qt.ItemDataRole
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        title = model.headerData(column, Qt.Orientation.Horizontal, role.DisplayRole)
        yield "column", "" if isinstance(title, int) else str(title or "")
        for row in range(model.rowCount()):
            index = model.index(row, column)
            for kind in (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole):
                yield "entry", str(index.data(kind) or "")


@pytest.fixture
def painted(monkeypatch):
    """Texts that widgets paint themselves."""
    seen = []
    draw = QPainter.drawText

    def remember(painter, *arguments):
        seen.extend(argument for argument in arguments if isinstance(argument, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", remember)
    return seen


# --- a window with something of everything ------------------------------------------------------


def stroke(name, kind, points):
    square = tuple((0.2 + x, 0.2 + y) for x, y in ((0, 0), (0.2, 0), (0.2, 0.2), (0, 0.2)))
    return Stroke(name, kind, Region(square), points)


@pytest.fixture
def project(tmp_path):
    """A project of a person: two shots, one with takes, and a job that a crash interrupted."""
    picture = tmp_path / "start.png"
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(picture))
    clip = tmp_path / "clip.mkv"
    write_clip(clip, (np.full((HEIGHT, WIDTH, 3), 9 * i, np.uint8) for i in range(FRAMES)), 16.0)
    way = (PathPoint(0.0, 0.3, 0.3), PathPoint(1.0, 0.8, 0.3))
    plan = MotionPlan(
        (
            stroke("thrown", "move", way),
            stroke("still wall", "static", ()),
            stroke("dust", "ambient", ()),
            stroke("", "move", ()),
        ),
        Camera(pan=0.1, tilt=0.1, zoom=1.2, roll=3.0),
    )
    settings = Settings(width=WIDTH, height=HEIGHT, frames=FRAMES)
    shot = Shot(PROMPT, start_image=picture, plan=plan, settings=settings, name="Ball in the park")
    folder = tmp_path / "MyShots"
    with Project.create(folder) as made:
        shot_id = made.add_shot(shot)
        made.add_shot(Shot(settings=settings))
        take = made.import_clip(clip, "Sora", shot_id, PROMPT)
        kinds = [detector.id for detector in DETECTORS]
        wrong = Finding(kinds[0], False, 3, 9, None, 0.9, "→", "←", SAID, verb="throw")
        scores = dict.fromkeys(kinds[:1], 0.9)
        made.save_report(take.id, Report(take.path, take.clip, scores, (wrong,)))
        made.save_rating(take.id, Rating(2, 1))
        jobs = JobQueue(made)
        jobs.add(Request(shot, "test"), shot_id)
        jobs.start_next("a worker that died")
    return folder


@pytest.fixture
def in_language(qapp, own_home):
    """Builds windows in a made-up language and takes all of it away again."""
    benches, languages = [], []

    def build(make):
        """`make` makes a text of an English one; None takes what is installed."""
        if make is not None:
            languages.append(MadeUp(make))
            qapp.installTranslator(languages[-1])
        bench = Workbench(qapp, "test", "dark")
        benches.append(bench)
        return bench

    yield build
    for bench in benches:
        bench.close()
        bench.window.deleteLater()
    for made_up in languages:
        qapp.removeTranslator(made_up)
    qapp.processEvents()


def open_dialogs(bench):
    """One of each dialog."""
    window = bench.window
    formats = tuple((e.id, e.title, e.suffix, e.doc.strip().splitlines()[0]) for e in EXPORTERS)
    return (
        dialogs.ImportDialog(Path("clip.mp4"), PROMPT, parent=window),
        dialogs.ExportDialog(Path("/"), "clip.mp4", formats, window),
        dialogs.ShortcutSheet(sheet(acts_of(bench)), window),
        dialogs.Page(RULES[0].title, RULES[0].doc, window),
        hint_settings(window),
        guide_dialog(window),
    )


def guide_dialog(window):
    """The export of a plan with something of everything."""
    dialog = GuideDialog(window)
    dialog.set_targets([TargetRow(t.id, t.title, "", "Kling") for t in TARGETS])
    dialog.set_clip([("", WIDTH, HEIGHT)], FRAMES, 16.0)
    dialog.set_folder(Path("/"))
    dialog.show_folder(replaces=True)
    dialog.show_result({t.id: Made(("1",)) for t in TARGETS}, "", copies=True)
    return dialog


def hint_settings(window):
    """The page of hints with something of everything."""
    page = HintSettings(window)
    page.set_profile("strict")
    page.set_rules(tuple(RuleRow(rule.id, rule.title, rule.severity) for rule in RULES))
    gone, old = Ignored("word:1", RULES[0].id, "thrown"), Ignored("2")
    page.set_ignored((gone, old), frozenset({gone}), {})
    return page


def shelves(bench):
    """The lists that come up over the prompt, and the form of a snippet."""
    shelf = bench.window.prompt.shelf
    records = (Record("Sora", 3, 2, 1), Record("Kling", 1, 0, 0))
    shelf.open_snippets(tuple(SnippetRow(one, records) for one in SNIPPETS), "Sora")
    yield shelf.snippets
    shelf.snippets.edit(None)
    yield shelf.snippets
    shelf.snippets.hide()
    shelf.open_history((KeptPrompt(SAID, "Sora", "2024-05-06T07:08:09+00:00", 2, Rating(2, 1)),))
    yield shelf.history
    shelf.history.hide()
    bench.window.activateWindow()
    bench.window.prompt.focus_editor()
    QTest.keyClicks(bench.window.prompt.editor, "A dog runs to")
    yield shelf.completion
    shelf.completion.hide()


def menus(bench):
    """The menus that come up at things."""
    window = bench.window
    job = next(job for job in bench.work.jobs())
    take = bench.watching.take
    marks = window.prompt.editor.marks()
    return (
        window.storyboard.menu(bench.session.shot_id),
        window.takes.menu(f"take:{take.id}"),
        window.takes.menu(f"job:{job.id}"),
        window.queue.menu(job.id),
        window.verbs.menu("throw"),
        window.prompt._fix_menu(marks[:1]),
    )


def judged(bench):
    """The take is rated and its finding confirmed, so that the verb book has a row."""
    watching = bench.watching
    watching.rate(Rating(2, 1))
    watching.judge(watching.report.findings[0].key, True)


def engine_words(bench):
    """What the engine says of this shot."""
    hints = (*bench.linter.hints, *bench.linter.unsaid)
    strokes = bench.session.shot.plan.strokes
    motions = [phrase_of(stroke, WIDTH / HEIGHT) for stroke in strokes]  # words for the prompt
    details = [hint.detail for hint in hints]
    titles = [fix.title for hint in hints for fix in hint.fixes]
    shots = [text for hint in hints for fix in hint.fixes for text in fix.shots]
    edits = [edit.text for hint in hints for fix in hint.fixes for edit in fix.edits]
    verbs = [action.verb for action in bench.linter.reading.actions]
    offers = [offer.title for offer in bench.window.prompt.shelf.completion._offers]
    pieces = [part for one in SNIPPETS for part in (one.name, one.text, ", ".join(one.tags))]
    verbs += [*offers, *pieces, "animatic"]
    shot = bench.session.shot
    told = honoured(shot.plan, shot.settings, start_image=True)
    # rules speak of the things in the prompt, and are the person's to edit
    details += [check.rule.text for check in bench.marking.checks()]
    details += [words for one in told for words in (one.why, _lowered(one.why), *one.settings)]
    marks = bench.window.prompt.editor.marks()
    # a preview is made of the words of the prompt and of a fix
    edits += [
        as_html(mark, number, colours_of(bench.window))
        for mark in marks
        for number, fix in enumerate(mark.hint.fixes)
        if fix.edits
    ]
    edits += [entry_of(hint.message).rstrip("…") for hint in hints]
    return [*(hint.message for hint in hints), *details, *titles, *shots, *edits, *verbs, *motions]


def _lowered(sentence):
    return sentence[:1].lower() + sentence[1:]


def test_every_text_of_the_window_is_translated(in_language, project, painted, qtbot):
    bench = in_language(wrapped)
    window = bench.window
    window.resize(1600, 900)
    window.show()
    window.player.grab()
    seen = list(texts_of(window))

    bench.open(project)
    qtbot.waitUntil(lambda: window.player.image() is not None)
    bench.queueing.show_jobs()
    judged(bench)
    bench.screen.show_verbs_of("Sora")
    assert window.verbs.rows()
    window.stage.set_mode(FRAME)
    for part in (window.strokes, window.takes_tab, window.settings, window.verbs):
        window.show_right(part)
        window.grab()
        seen += texts_of(window)
    bench.session.open_shot(bench.session.shots[1][0])
    window.grab()
    seen += texts_of(window)
    bench.session.open_shot(bench.session.shots[0][0])
    window.stage.set_mode(WATCH)
    window.player.next_finding()
    window.grab()
    window.queue.grab()
    bench.files.export(None)
    for part in (*open_dialogs(bench), *menus(bench)):
        if not part.findChild(QTextBrowser):
            part.grab()
        seen += texts_of(part)
    known = engine_words(bench)
    for part in shelves(bench):
        part.grab()
        seen += texts_of(part)
    seen += [(window.player, "lane", text) for row in lanes(window) for text in row]
    seen += texts_of(window)
    seen += [(window, "painted", text) for text in painted]

    bare = untranslated((text for _, _, text in seen), [*known, *engine_words(bench)])
    found = {f"{type(w).__name__} {what}: {text!r}" for w, what, text in seen if text in bare}
    assert not found, "not translated:\n" + "\n".join(sorted(found))
    assert len({text for _, _, text in seen if "⟦" in text}) > 200, "the walk saw the window"


def lanes(window):
    return window.player._lanes.rows()


# --- room for longer languages ------------------------------------------------------------------


def cut(window):
    """What is shown and has less room than its text needs."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not elides(widget):
            yield from (f"{where(widget)}: {what}" for what in lacking(widget))


def elides(widget):
    """Whether it ends too long a text in an ellipsis, and says the whole in a tool tip or aloud."""
    return isinstance(widget, (PillButton, ElidedLabel, Disclosure))


def where(widget):
    owner = widget
    while owner.parentWidget() and type(owner).__module__.startswith("PySide6"):
        owner = owner.parentWidget()
    return f"{type(owner).__name__} {type(widget).__name__}"


def lacking(widget):
    words = isinstance(widget, (QLabel, QPushButton, QToolButton, QCheckBox)) and widget.text()
    if words and isinstance(widget, QLabel) and widget.wordWrap():
        need = widget.heightForWidth(widget.width())
        if widget.height() < need:
            yield f"{words!r} is {widget.height()} high and needs {need}"
    elif words and widget.width() < widget.sizeHint().width():
        yield f"{words!r} has {widget.width()} of {widget.sizeHint().width()} pixels"
    if isinstance(widget, QTabBar):
        tabs = [i for i in range(widget.count()) if widget.tabRect(i).right() >= widget.width()]
        yield from (f"tab {widget.tabText(i)!r} is off its bar" for i in tabs)
    if isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for i in range(widget.count()):
            need = widget.sectionSizeFromContents(i).width()
            if widget.sectionSize(i) < need:
                title = widget.model().headerData(i, Qt.Orientation.Horizontal)
                yield f"column {title!r} has {widget.sectionSize(i)} of {need} pixels"


def settled(qtbot, window):
    """What is cut once the layouts have come to rest."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not list(cut(window)), timeout=1_000)
    return set(cut(window))


def test_nothing_is_cut_where_texts_are_40_percent_longer(in_language, project, qtbot):
    bench = in_language(longer)
    window = bench.window
    window.resize(1280, 720)
    window.show()
    bench.open(project)
    judged(bench)
    found = set()
    for mode in (FRAME, WATCH):
        window.stage.set_mode(mode)
        for part in (window.strokes, window.takes_tab, window.settings, window.verbs):
            window.show_right(part)
            found |= settled(qtbot, window)
    assert (window.width(), window.height()) == (1280, 720), "the window grew"
    for part in (window.queue, *open_dialogs(bench)):
        part.show()
        found |= settled(qtbot, part)
        part.hide()
    for part in shelves(bench):
        found |= settled(qtbot, part)
    assert not found, "cut:\n" + "\n".join(sorted(found))


# --- a real language ----------------------------------------------------------------------------


@pytest.fixture
def german(qapp):
    with spoken(qapp, "de_CH") as installed:
        yield installed


def test_a_person_whose_language_is_german_reads_german(german, in_language):
    bench = in_language(None)
    window = bench.window
    menus = {action.text().replace("&", ""): action.menu() for action in window._bar.actions()}
    assert list(menus) == ["Datei", "Bearbeiten", "Shot", "Take", "Ansicht", "Hilfe"]
    assert "Neues Projekt…" in [action.text() for action in menus["Datei"].actions()]
    dialog = dialogs.ExportDialog(Path("/"), "clip.mp4", (("a", "A", ".a", "a"),), window)
    cancel = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    assert cancel.text() == "Abbrechen", "Qt's own words"
    assert QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+N"
    portable = QKeySequence.SequenceFormat.PortableText
    for act in acts_of(bench):
        for keys in act.keys:
            read = QKeySequence(keys)
            assert read == QKeySequence.fromString(keys, portable), "the same key in any language"


def test_numbers_of_the_german_window_have_a_comma(german, in_language, project, painted, qtbot):
    bench = in_language(None)
    window = bench.window
    window.resize(1600, 900)
    window.show()
    bench.open(project)
    qtbot.waitUntil(lambda: window.player.image() is not None)
    seen = []
    for mode in (FRAME, WATCH):
        window.stage.set_mode(mode)
        for part in (window.strokes, window.takes_tab, window.settings, window.verbs):
            window.show_right(part)
            window.grab()
            seen += [text for _, _, text in texts_of(window)]
    seen += [text for _, _, text in texts_of(guide_dialog(window))]
    seen += [field.text() for field in window.findChildren(QDoubleSpinBox)]
    said = untold(seen + painted, [*engine_words(bench), *MODELS])
    assert {text for text in said if re.search(r"\d\.\d", text)} == set()
    assert {"0 – 1,1 s · Enden ziehen", "2 Shots · 2,1 s", "1,06 Sekunden", "0,1 s"} <= said


def untold(texts, words):
    """The texts without these words, which are English or names."""
    as_is = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return {as_is.sub("", text) for text in texts}


@pytest.mark.parametrize("name", ["en_GB", "C", "tlh"])
def test_a_language_that_is_not_there_is_english(qapp, name):
    assert language.speak(qapp, QLocale(name)) == ()


def test_a_person_who_prefers_english_to_german_gets_english(qapp):
    class Person:
        def uiLanguages(self):
            return ["en-US", "en", "de-DE", "de"]

    assert language.speak(qapp, Person()) == ()


def test_the_program_starts_in_the_language_of_the_person():
    """In a fresh interpreter, through the function that makes the application."""
    script = """
from PySide6.QtCore import QCoreApplication, QLocale
from app.workbench import application_for
QLocale.setDefault(QLocale("de_DE"))
application = application_for(["verbench"])
for context, text in (("Window", "Strokes"), ("", "Undo")):
    print(ascii(QCoreApplication.translate(context, text)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [ascii("Striche"), ascii("Rückgängig")]


# --- texts in the code --------------------------------------------------------------------------

# what is called with texts that are shown, undo steps and errors among them
SHOWING = {
    "setText",
    "setToolTip",
    "setTitle",
    "setWindowTitle",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "setSuffix",
    "setPrefix",
    "addAction",
    "addTab",
    "addRow",
    "addItem",
    "drawText",
    "showText",
    "QLabel",
    "QPushButton",
    "QAction",
    "QMenu",
    "show_message",
    "say",
    "commit",
    "set_plan",
    "add_shots",
    "BadInput",
    "VerbenchError",
}


def shown_as_they_are():
    """Texts in the code that go to the screen without being translated."""
    for folder in ("app", "widgets"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.parent.name == "cli" or path.name == "__main__.py":
                continue  # the command line is English
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and called(node) in SHOWING:
                    for text in plain_texts([*node.args, *(k.value for k in node.keywords)]):
                        yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {text!r}", text


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def plain_texts(nodes):
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif not isinstance(node, (ast.Call, ast.Lambda)):
            yield from plain_texts(ast.iter_child_nodes(node))


def test_no_text_in_the_code_goes_to_the_screen_as_it_is():
    shown = list(shown_as_they_are())
    bare = untranslated((text for _, text in shown), IDS)
    assert [place for place, text in shown if text in bare] == []


def test_no_number_in_the_code_goes_to_the_screen_with_a_point_of_its_own():
    """They come from `widgets/common/numbers.py`, which knows the sign of the window's language."""
    written = re.compile(r"\{[^{}]*:[-+<>\d]*(?:\.[1-9][fg]|[,g])\}")
    files = [path for folder in ("app", "widgets") for path in (ROOT / folder).rglob("*.py")]
    files = [path for path in files if path.parent.name != "cli" and path.name != "numbers.py"]
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    assert [line for line in lines if written.search(line)] == []
