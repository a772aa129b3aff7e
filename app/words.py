"""The person's acts on words: hints they do not want, snippets, earlier prompts, how much is said.

What goes in are wishes of the prompt panel and of the menus; they change the project, the person's
files and the preferences, and are shown by the linter and the panel. What can be taken back is one
step of undo.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import places
from app.dialogs import Page
from app.linting import Wanted
from app.session import Session, Step
from engine.errors import BadInput
from engine.records import Hint, Ignored
from widgets.common.translation import tr
from widgets.prompt.hint_settings import HintSettings, RuleRow
from widgets.prompt.snippets import SnippetRow

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.prompt.snippets import Library, Snippet

OFF = "off"
DEFAULT = "default"


class Words(QObject):
    """Knows the workbench; every method is one act."""

    wanted_changed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._settings: HintSettings | None = None
        self._told = ""

    # hints that are not wanted

    def ignore(self, hint: Hint, scope: str) -> None:
        """'here', in the 'project', or the whole 'rule': three acts, each one step of undo."""
        from engine.prompt.lint import fingerprint, word_key

        session = self._bench.session
        if scope == "rule":
            self.set_level(hint.rule, OFF)
            return
        if session.project is None:
            return
        found = self._as_found(hint)
        if found is None:
            return
        text, here = self._bench.linter.reading.text, scope == "here"
        ignored = Ignored(
            fingerprint(found, text) if here else word_key(found, text),
            found.rule,
            text[found.span.start : found.span.end],
            found.cause,
            session.shot_id if here else None,
        )
        self._push(
            tr("ignore {rule}").format(rule=hint.rule),
            lambda: self._set_ignored((ignored,), True),
            lambda: self._set_ignored((ignored,), False),
        )

    def _as_found(self, hint: Hint) -> Hint | None:
        """The hint as it was found last: a card can be one reading behind, its places with it."""
        linter = self._bench.linter
        known = (*linter.hints, *linter.unsaid)
        same = [h for h in known if (h.rule, h.message) == (hint.rule, hint.message)]
        return hint if hint in known else next(iter(same), None)

    def unignore(self, ignored: tuple[Ignored, ...]) -> None:
        """Hears of hints again, as one step of undo."""
        if ignored:
            self._push(
                tr("hear of it again"),
                lambda: self._set_ignored(ignored, False),
                lambda: self._set_ignored(ignored, True),
            )

    def refresh(self) -> None:
        """What the person wants to hear, in this shot."""
        bench, preferences = self._bench, self._bench.preferences
        project, shot_id = bench.session.project, bench.session.shot_id
        ignored: frozenset[str] = frozenset()
        if project is not None:
            ignored = bench.session.attempt(lambda: project.ignores(shot_id)) or ignored
        bench.linter.set_wanted(Wanted(preferences.profile, preferences.levels, ignored))
        self.wanted_changed.emit()
        self._show_settings()

    def _set_ignored(self, all_ignored: tuple[Ignored, ...], ignored: bool) -> None:
        project = self._bench.session.project
        if project is not None:
            for one in all_ignored:
                project.ignore(one) if ignored else project.unignore(one)
        self.refresh()

    # how much is said

    def set_profile(self, profile: str) -> None:
        """Quiet, normal or strict."""
        self._bench.preferences.profile = profile
        self._keep_preferences()
        self.refresh()

    def set_level(self, rule: str, level: str) -> None:
        """Another level for a rule ('default': its own), as one step of undo."""
        before = self._bench.preferences.levels.get(rule, DEFAULT)
        if before != level:
            self._push(
                tr("level of {rule}").format(rule=rule),
                lambda: self._put_level(rule, level),
                lambda: self._put_level(rule, before),
            )

    def _put_level(self, rule: str, level: str) -> None:
        preferences = self._bench.preferences
        levels = {key: value for key, value in preferences.levels.items() if key != rule}
        preferences.levels = levels if level == DEFAULT else {**levels, rule: level}
        self._keep_preferences()
        self.refresh()

    def open_settings(self, rule: str = "") -> None:
        """Profile, levels and what is ignored, on one page; at a rule where one is named."""
        page = HintSettings(self._bench.window)
        page.profile_chosen.connect(self.set_profile)
        page.level_chosen.connect(self.set_level)
        page.ignored_removed.connect(self.unignore)
        page.explain_chosen.connect(self.explain)
        page.finished.connect(self._forget_settings)
        self._settings = page
        self._show_settings()
        page.show_rule(rule)
        page.open()

    def _forget_settings(self) -> None:
        page, self._settings = self._settings, None
        if page is not None:
            page.deleteLater()

    def _show_settings(self) -> None:
        if self._settings is None:
            return
        from engine.rules import RULES

        levels = self._bench.preferences.levels
        self._settings.set_profile(self._bench.preferences.profile)
        self._settings.set_rules(
            tuple(RuleRow(r.id, r.title, r.severity, levels.get(r.id, DEFAULT)) for r in RULES)
        )
        self._settings.set_ignored(*self._ignored())

    def _ignored(self) -> tuple[tuple[Ignored, ...], frozenset[Ignored], dict[int, str]]:
        """What is ignored, which of it has lost its words, and the names of the shots."""
        from app.cards import shot_titles
        from engine.prompt.lint import is_there

        session = self._bench.session
        if session.project is None:
            return (), frozenset(), {}
        found = session.attempt(session.project.ignored) or ()
        prompts = {shot_id: shot.prompt for shot_id, shot in session.shots}
        stale = frozenset(
            one
            for one in found
            if one.words
            and not any(
                is_there(one.key, one.rule, one.cause, one.words, text)
                for shot_id, text in prompts.items()
                if one.shot_id in (None, shot_id)
            )
        )
        return found, stale, shot_titles(session.shots)

    def explain(self, rule: str) -> None:
        """The page of a rule."""
        from engine.rules import RULES

        found = next((known for known in RULES if known.id == rule), None)
        if found is not None:
            Page(found.title, found.doc, self._settings or self._bench.window).open()

    def toggle_completion(self) -> None:
        """Whether words are offered while typing."""
        on = not self._bench.preferences.completion
        self._bench.preferences.completion = on
        self._bench.window.prompt.shelf.set_completion(on)
        self._keep_preferences()

    # own verbs

    def load_verbs(self) -> None:
        """The person's own verbs, before the first prompt is read; a fault in the file is told."""
        from engine.prompt import lexicon

        try:
            lexicon.use(places.verbs_file())
        except BadInput as error:
            self._bench.screen.show_error(error)

    # snippets

    def load_snippets(self) -> Library:
        """The person's snippets, from their file as it now is; a fault in it is told once."""
        from engine.prompt.snippets import load

        library = load(places.snippets_file())
        self._bench.window.prompt.shelf.set_snippets(library.snippets)
        told = str(library.problem or "")
        if library.problem is not None and told != self._told:
            self._bench.screen.show_error(library.problem)
        self._told = told
        return library

    def open_snippets(self) -> None:
        """The snippets with what became of the takes made with them."""
        from engine.prompt.snippets import records_of

        bench, project = self._bench, self._bench.session.project
        if project is None or not bench.session.has_shot():
            return
        library = self.load_snippets()
        records = records_of(library.snippets, bench.session.attempt(project.made) or ())
        model = bench.session.shot.settings.model_name
        rows = tuple(SnippetRow(one, records.get(one.name, ())) for one in library.snippets)
        bench.window.prompt.shelf.open_snippets(rows, model)

    def save_snippet(self, kept: Snippet, before: Snippet | None) -> None:
        """Adds a snippet, or puts it in place of another, as one step of undo."""
        what = tr("save snippet") if before is None else tr("change snippet")
        old = None if before is None else before.name
        self._push(
            what,
            lambda: self._save_snippet(kept, old),
            lambda: self._take_back_snippet(kept, before),
        )

    def remove_snippet(self, snippet: Snippet) -> None:
        """Takes a snippet away; undo brings it back."""
        self._push(
            tr("remove snippet"),
            lambda: self._remove_snippet(snippet.name),
            lambda: self._save_snippet(snippet, None),
        )

    def _take_back_snippet(self, kept: Snippet, before: Snippet | None) -> None:
        if before is None:
            self._remove_snippet(kept.name)
        else:
            self._save_snippet(before, kept.name)

    def _save_snippet(self, kept: Snippet, before: str | None) -> None:
        from engine.prompt.snippets import save

        save(places.snippets_file(), kept, before)
        self._refresh_snippets()

    def _remove_snippet(self, name: str) -> None:
        from engine.prompt.snippets import remove

        remove(places.snippets_file(), name)
        self._refresh_snippets()

    def _refresh_snippets(self) -> None:
        self.load_snippets()
        if self._bench.window.prompt.shelf.snippets.isVisible():
            self.open_snippets()

    # earlier prompts

    def restore_prompt(self, text: str) -> None:
        """Brings an earlier prompt back as one edit; what is there now is kept before."""
        self._bench.session.keep_prompt()
        self._bench.window.prompt.replace_text(text)
        self._bench.window.prompt.focus_editor()

    def open_history(self) -> None:
        """The prompts of the project, the newest first."""
        session = self._bench.session
        if session.project is not None and session.has_shot():
            session.keep_prompt()
            prompts = session.attempt(session.project.prompts) or ()
            self._bench.window.prompt.shelf.open_history(prompts)

    def show_history(self) -> None:
        """Earlier prompts for the keys that walk through them."""
        session = self._bench.session
        if session.project is not None:
            texts = session.attempt(session.project.prompt_texts) or ()
            self._bench.window.prompt.set_history(texts)

    # inside

    def _keep_preferences(self) -> None:
        self._bench.preferences.save(places.preferences_file())

    def _push(self, what: str, do: Callable[[], None], take_back: Callable[[], None]) -> None:
        self._bench.session.push(_Wish(self._bench.session, what, do, take_back))


class _Wish(Step):
    def __init__(
        self,
        session: Session,
        what: str,
        do: Callable[[], None],
        take_back: Callable[[], None],
    ) -> None:
        super().__init__(session, what)
        self._do, self._take_back = do, take_back

    def do(self) -> None:
        self._do()

    def take_back(self) -> None:
        self._take_back()
