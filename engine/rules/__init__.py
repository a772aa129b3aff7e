"""The lint rules, one a file. Adding one is adding a file and a name to `RULES`."""

from engine.rules.ambiguous_verb import AMBIGUOUS_VERB
from engine.rules.base import Example, Rule
from engine.rules.camera_conflict import CAMERA_CONFLICT
from engine.rules.clip_too_short import CLIP_TOO_SHORT
from engine.rules.conflicting_motion import CONFLICTING_MOTION
from engine.rules.dangling_path import DANGLING_PATH
from engine.rules.diluted_verb import DILUTED_VERB
from engine.rules.hard_physics import HARD_PHYSICS
from engine.rules.ignored_negative import IGNORED_NEGATIVE
from engine.rules.missing_end_state import MISSING_END_STATE
from engine.rules.missing_speed import MISSING_SPEED
from engine.rules.missing_start_pose import MISSING_START_POSE
from engine.rules.model_exclusion import MODEL_EXCLUSION
from engine.rules.negated_motion import NEGATED_MOTION
from engine.rules.physics_filler import PHYSICS_FILLER
from engine.rules.plan_conflict import PLAN_CONFLICT
from engine.rules.poor_record import POOR_RECORD
from engine.rules.redescribed_image import REDESCRIBED_IMAGE
from engine.rules.subject_at_edge import SUBJECT_AT_EDGE
from engine.rules.token_limit import TOKEN_LIMIT
from engine.rules.too_many_actions import TOO_MANY_ACTIONS
from engine.rules.unphysical_path import UNPHYSICAL_PATH
from engine.rules.unreadable_characters import UNREADABLE_CHARACTERS

RULES: tuple[Rule, ...] = (
    AMBIGUOUS_VERB,
    DANGLING_PATH,
    TOO_MANY_ACTIONS,
    CLIP_TOO_SHORT,
    HARD_PHYSICS,
    CONFLICTING_MOTION,
    CAMERA_CONFLICT,
    SUBJECT_AT_EDGE,
    NEGATED_MOTION,
    DILUTED_VERB,
    PHYSICS_FILLER,
    PLAN_CONFLICT,
    UNPHYSICAL_PATH,
    MODEL_EXCLUSION,
    POOR_RECORD,
    TOKEN_LIMIT,
    UNREADABLE_CHARACTERS,
    IGNORED_NEGATIVE,
    REDESCRIBED_IMAGE,
    MISSING_SPEED,
    MISSING_START_POSE,
    MISSING_END_STATE,
)

__all__ = ["RULES", "Example", "Rule"]
