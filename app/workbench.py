"""The workbench: builds every part and joins them. Read `_connect` from top to bottom.

What happens on the screen is a plain call into the session, the work or the take that is watched;
what changes there comes back as a signal and is shown. No part of the screen knows another.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import language, menus, places, theme
from app.acts import Acts
from app.comparing import Comparing
from app.expansion import Expansion
from app.families import Families
from app.files import Files
from app.guides import Guides
from app.images import Images
from app.linting import Linter
from app.making import Makers
from app.marking import Marking
from app.metering import Metering
from app.models import Models
from app.notices import Notices
from app.picking import Picking
from app.preferences import Preferences
from app.preview import Preview
from app.queueing import Queueing
from app.reader import Reader
from app.reference import Reference
from app.reporting import Reporting
from app.restoring import Restoring
from app.screen import Screen
from app.session import Session
from app.strokes import Strokes
from app.thresholds import Thresholds
from app.variations import Variations
from app.watching import Watching
from app.window import Window
from app.words import Words
from app.work import Work
from widgets.motion.fields import NumberField

MODELS_DELAY_MS = 1500


class Workbench(QObject):
    """All of it. `open` comes after the window has been painted, so that the window is there."""

    def __init__(self, application: QApplication, version: str, choice: str | None = None) -> None:
        super().__init__()
        self.application = application
        self.preferences = Preferences.load(places.preferences_file())
        if choice:
            self.preferences.theme = choice
        theme.tint(application, self.preferences.theme)
        self.session = Session(self)
        self.reader = None if os.environ.get(places.READER) == "tables" else Reader(self)
        self.linter = Linter(self.reader, self)
        self.metering = Metering(self)
        self.watching = Watching(self.session, self)
        self.work = Work(version, self)
        self.window = Window()
        self.screen = Screen(self)
        self.models = Models(self)
        self.makers = Makers(self)
        self.queueing = Queueing(self)
        self.preview = Preview(self)
        self.acts = Acts(self)
        self.strokes = Strokes(self)
        self.picking = Picking(self)
        self.marking = Marking(self)
        self.images = Images(self)
        self.reference = Reference(self)
        self.families = Families(self)
        self.guides = Guides(self)
        self.words = Words(self)
        self.expansion = Expansion(self)
        self.variations = Variations(self)
        self.comparing = Comparing(self)
        self.files = Files(self)
        self.restoring = Restoring(self)
        self.reporting = Reporting(self)
        self.thresholds = Thresholds(self)
        self.notices = Notices(self)
        self._connect()
        menus.add_to(self)
        theme.dress(application, self.preferences.theme)
        self._recall()

    def _recall(self) -> None:
        """The window as it was left."""
        self.window.settings.set_new_seed(self.preferences.new_seed)
        self.window.motion.set_play_on(self.preferences.play_on)
        self.window.motion.set_metres(self.preferences.ruler_metres)
        self.window.strokes.set_folded(self.preferences.folded.split())
        self.window.restore_layout(self.preferences.geometry, self.preferences.layout)

    def open(self, path: Path | None = None, *, sample: bool = False) -> None:
        """Opens the verb book and what was asked for: a project, a clip, an image, or the last."""
        self.acts.open_book()
        self.words.load_verbs()
        self.words.load_snippets()
        self.window.prompt.shelf.set_completion(self.preferences.completion)
        self.picking.show_model()
        self.files.open_first(path, sample=sample)
        if self.session.project is None:
            self.screen.show_shots()
            self.screen.show_shot()
        self.window.prompt.focus_editor()
        if self.reader is not None:
            self.reader.start()
        # the window is used first; the disk can wait
        QTimer.singleShot(MODELS_DELAY_MS, self.models, self.models.ensure)

    def close(self) -> None:
        """Saves everything and lets go of all files and processes."""
        window, preferences = self.window, self.preferences
        preferences.geometry, preferences.layout = window.layout_state()
        preferences.folded = " ".join(sorted(window.strokes.folded))
        if self.session.project is not None:
            preferences.last_project = str(self.session.project.folder)
        with ExitStack() as ends:  # what fails to end must not keep the others from it
            ends.callback(preferences.save, places.preferences_file())
            ends.callback(self.watching.close)
            ends.callback(self.session.close_project)
            ends.callback(window.close_player)
            for part in (
                self.reporting,
                self.comparing,
                self.queueing,
                self.expansion,
                self.metering,
                self.linter,
                self.guides,
                self.notices,
                self.makers,
                self.models,
                self.picking,
                self.marking,
                self.reference,
                self.images,
                self.preview,
                self.screen,
            ):
                ends.callback(part.close)

    def _connect(self) -> None:
        self._connect_words()
        self._connect_shelf()
        self._connect_motion()
        self._connect_shot()
        self._connect_storyboard()
        self._connect_queue()
        self._connect_takes()
        self._connect_compare()
        self._connect_window()

    def _connect_words(self) -> None:
        """Words: the editor -> the session -> the linter -> the editor."""
        session, window, screen, acts, linter = (
            self.session,
            self.window,
            self.screen,
            self.acts,
            self.linter,
        )
        window.prompt.text_changed.connect(session.set_prompt)
        window.prompt.negative_changed.connect(session.set_negative)
        window.prompt.composing_changed.connect(linter.set_composing)
        session.shot_changed.connect(lambda: linter.set_shot(session.shot))
        session.shot_changed.connect(lambda: self.metering.set_shot(session.shot))
        self.metering.counted.connect(screen.show_count)
        if self.reader is not None:
            self.reader.warmed.connect(screen.show_reader)
            self.reader.lost.connect(screen.show_reader_lost)
        linter.read.connect(window.prompt.set_reading)
        linter.read.connect(lambda reading: window.strokes.set_language(reading.language))
        linter.hinted.connect(screen.show_hints)
        window.prompt.fix_chosen.connect(acts.take_fix)
        window.prompt.ignore_chosen.connect(self.words.ignore)
        window.prompt.explain_chosen.connect(self.words.explain)
        window.prompt.settings_chosen.connect(self.words.open_settings)
        window.prompt.stroke_chosen.connect(self.strokes.show_stroke)
        window.prompt.draw_chosen.connect(self.strokes.draw_motion)

    def _connect_shelf(self) -> None:
        """Snippets and earlier prompts."""
        session, shelf, words = self.session, self.window.prompt.shelf, self.words
        shelf.snippets_asked.connect(words.open_snippets)
        shelf.snippet_saved.connect(words.save_snippet)
        shelf.snippet_removed.connect(words.remove_snippet)
        shelf.undo_chosen.connect(session.undo_stack.undo)
        shelf.history_asked.connect(words.open_history)
        shelf.expansion_asked.connect(self.expansion.open)
        shelf.prompt_chosen.connect(words.restore_prompt)
        session.prompt_kept.connect(words.show_history)
        session.project_changed.connect(words.show_history)

    def _connect_motion(self) -> None:
        """Motion: the canvas and the list of strokes -> the session -> both."""
        session, window, acts = self.session, self.window, self.acts
        window.motion.plan_changed.connect(session.set_plan)
        window.motion.region_painted.connect(self.strokes.keep_region)
        window.motion.regions_painted.connect(self.strokes.keep_regions)
        window.strokes.region_wanted.connect(window.motion.change_region)
        window.motion.pick_wanted.connect(self.picking.pick)
        window.motion.pick_model_wanted.connect(self.picking.choose_model)
        window.motion.pick_model_dropped.connect(self.picking.drop_model)
        window.motion.hint_chosen.connect(window.prompt.show_hint)
        window.motion.fix_chosen.connect(acts.take_fix)
        window.motion.play_on_changed.connect(self.strokes.set_play_on)
        window.motion.metres_changed.connect(self.strokes.set_metres)
        window.motion.image_wanted.connect(self.images.choose_start_image)
        window.motion.image_dropped.connect(session.set_start_image)
        self._connect_images()
        window.motion.selection_changed.connect(window.strokes.set_selection)
        window.strokes.plan_changed.connect(session.set_plan)
        window.strokes.selection_changed.connect(window.motion.set_selection)
        window.strokes.stroke_drafted.connect(self.preview.show_draft)
        window.strokes.failed.connect(self.screen.show_error)
        window.strokes.words_chosen.connect(self.strokes.put_into_prompt)
        for field in window.strokes.findChildren(NumberField):
            window.motion.share_keys(field)
        window.settings.settings_changed.connect(session.set_settings)
        window.settings.new_seed_changed.connect(acts.set_new_seed)
        window.settings.family_wanted.connect(self.families.open_families)
        window.settings.setup_wanted.connect(self.families.set_up)
        window.settings.models_wanted.connect(self.makers.open_models)
        window.settings.lora_wanted.connect(self.makers.open_loras)
        window.settings.own_wanted.connect(self.makers.use_own)
        self.models.changed.connect(self.makers.show_models)
        self.models.scanning_changed.connect(self.makers.show_models)
        window.strokes.setup_wanted.connect(self.families.set_up)
        window.topbar.family_wanted.connect(self.families.open_families)

    def _connect_images(self) -> None:
        """Start and end image: the slots and the subject -> the session."""
        motion, images = self.window.motion, self.images
        motion.images.set_frames_loader(images.frames)
        motion.images.chosen.connect(images.act)
        motion.subject.box_drawn.connect(images.set_subject_box)
        motion.subject.place_clicked.connect(images.set_subject_at)
        motion.subject.forgotten.connect(images.forget_subject)

    def _connect_shot(self) -> None:
        """The shot and the project -> the screen."""
        session, window, screen = self.session, self.window, self.screen
        session.closing.connect(self.work.close)
        session.project_changed.connect(screen.show_project)
        session.shots_changed.connect(screen.show_shots)
        session.shot_opened.connect(screen.show_shot)
        session.shot_changed.connect(screen.show_shot_changes)
        session.takes_changed.connect(screen.show_takes)
        session.saved_changed.connect(window.set_saved)
        session.failed.connect(screen.show_error)

    def _connect_storyboard(self) -> None:
        """The storyboard."""
        session, window, acts = self.session, self.window, self.acts
        window.storyboard.shot_chosen.connect(session.open_shot)
        window.storyboard.shot_added.connect(acts.add_shot)
        window.storyboard.shot_copied.connect(acts.copy_shot)
        window.storyboard.shot_removed.connect(session.remove_shot)
        window.storyboard.shot_moved.connect(session.move_shot)
        window.storyboard.shot_renamed.connect(session.rename_shot)

    def _connect_queue(self) -> None:
        """The queue: what the workers say -> the screen; what the person wants -> the work."""
        window, screen, acts, work = self.window, self.screen, self.acts, self.work
        queueing = self.queueing
        window.topbar.generate_chosen.connect(acts.generate)
        window.topbar.queue_chosen.connect(queueing.open_queue)
        window.topbar.settings_chosen.connect(lambda: window.show_right(window.settings))
        window.topbar.theme_toggled.connect(acts.toggle_theme)
        window.takes.job_cancelled.connect(lambda key: queueing.cancel((key,)))
        window.takes.job_requeued.connect(lambda key: queueing.requeue((key,)))
        window.queue.jobs_cancelled.connect(queueing.cancel)
        window.queue.jobs_requeued.connect(queueing.requeue)
        window.queue.jobs_moved.connect(queueing.move)
        window.queue.job_edited.connect(queueing.edit)
        window.queue.queue_paused.connect(queueing.pause_queue)
        window.queue.jobs_copied.connect(queueing.copy)
        window.queue.jobs_paused.connect(queueing.pause)
        window.queue.jobs_resumed.connect(queueing.resume)
        window.queue.jobs_kept.connect(queueing.keep)
        window.queue.job_explained.connect(queueing.explain)
        window.queue.running_cancelled.connect(work.cancel_running)
        window.queue.waiting_cancelled.connect(queueing.cancel_waiting)
        window.queue.all_cancelled.connect(queueing.cancel_all)
        window.queue.ended_cleared.connect(queueing.clear_ended)
        work.jobs_changed.connect(queueing.refresh)
        work.stepped.connect(queueing.show_step)
        work.staged.connect(queueing.show_stage)
        work.noted.connect(queueing.show_note)
        work.paused_changed.connect(queueing.show_paused)
        work.previewed.connect(queueing.show_preview)
        work.take_made.connect(acts.welcome_take)
        work.take_made.connect(self.notices.take_made)
        queueing.shown.connect(self.notices.jobs_changed)
        work.inspecting.connect(self.watching.show_progress)
        work.found.connect(self.watching.show_finding)
        work.inspected.connect(acts.show_inspected)
        work.failed.connect(screen.show_error)
        self._connect_live()

    def _connect_live(self) -> None:
        """The take that is being made."""
        live, queueing = self.window.live, self.queueing
        live.cancelled.connect(queueing.cancel_live)
        live.kept.connect(queueing.keep_live)
        live.pause_toggled.connect(queueing.pause_live)
        live.shape_chosen.connect(queueing.set_live_shape)
        live.looking_changed.connect(self.work.set_looking)
        self.session.shot_opened.connect(queueing.show_live)
        self.window.stage.mode_changed.connect(queueing.place_live)
        self.watching.take_opened.connect(queueing.place_live)

    def _connect_takes(self) -> None:
        """Takes, the player and the verb book."""
        window, screen, acts, watching = self.window, self.screen, self.acts, self.watching
        window.takes.take_chosen.connect(acts.watch)
        window.takes.take_starred.connect(acts.star)
        window.takes.take_removed.connect(acts.remove_take)
        window.takes.take_exported.connect(self.files.export)
        window.takes.take_placed.connect(acts.place_take)
        window.takes.part_restored.connect(self.restoring.restore)
        window.takes.made_wanted.connect(self.restoring.show)
        window.rating.rating_changed.connect(watching.rate)
        window.player_made.connect(screen.join_player)
        window.player_made.connect(self.marking.join_player)
        watching.take_opened.connect(screen.show_take)
        watching.take_opened.connect(self.marking.show_take)
        watching.report_changed.connect(screen.show_report)
        watching.report_changed.connect(self.marking.show_report)
        self.session.shot_changed.connect(self.marking.show_rules)
        watching.rating_changed.connect(screen.show_rating)
        watching.rating_changed.connect(self.marking.show_rating)
        watching.book_changed.connect(screen.show_book)
        window.verbs.model_chosen.connect(screen.show_verbs_of)
        window.verbs.verb_listed.connect(acts.list_verb)
        window.verbs.verb_chosen.connect(acts.show_verb)

    def _connect_compare(self) -> None:
        """Takes side by side: whatever changes of them is shown there, too."""
        session, work, comparing = self.session, self.work, self.comparing
        self.window.compare_made.connect(comparing.join)
        self.window.stage.mode_changed.connect(comparing.refresh)
        for changed in (session.takes_changed, session.shot_opened, work.jobs_changed):
            changed.connect(comparing.refresh_soon)
        work.take_made.connect(comparing.refresh_soon)
        work.inspected.connect(comparing.show_inspected)
        work.stepped.connect(comparing.show_step)
        session.project_changed.connect(comparing.forget)

    def _connect_window(self) -> None:
        """The window."""
        window, screen, acts = self.window, self.screen, self.acts
        window.stage.mode_changed.connect(screen.show_mode)
        window.stage.notice.action_chosen.connect(acts.answer_notice)
        window.files_dropped.connect(self.files.take_files)
        window.problems_chosen.connect(window.prompt.next_hint)
        window.closing.connect(self.close)


def run(path: Path | None, *, sample: bool = False, theme: str | None = None) -> int:
    """Opens the window and runs until it is closed."""
    from app.__main__ import program_version

    application = application_for(sys.argv)
    workbench = Workbench(application, program_version(), theme)
    workbench.window.painted.connect(
        lambda: QTimer.singleShot(0, lambda: workbench.open(path, sample=sample))
    )
    workbench.window.show()
    return application.exec()


def application_for(arguments: list[str]) -> QApplication:
    """The Qt application with its names and, where there is one, the person's language."""
    application = QApplication(arguments[:1])
    application.setApplicationName("verbench")
    application.setApplicationDisplayName("Verbench")
    application.setDesktopFileName("verbench")
    language.speak(application, QLocale())
    return application
