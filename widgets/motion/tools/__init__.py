"""The tools of the canvas, in the order of their buttons."""

from widgets.motion.tools.brush import Brush, Eraser, StaticBrush
from widgets.motion.tools.hand import Hand
from widgets.motion.tools.lasso import Lasso
from widgets.motion.tools.path import PathTool
from widgets.motion.tools.pick import PickTool
from widgets.motion.tools.polygon import Polygon
from widgets.motion.tools.rectangle import Rectangle
from widgets.motion.tools.ruler import Ruler
from widgets.motion.tools.select import Select
from widgets.motion.tools.tool import Tool

TOOLS: tuple[type[Tool], ...] = (
    Brush,
    Eraser,
    Lasso,
    Polygon,
    Rectangle,
    PickTool,
    PathTool,
    StaticBrush,
    Ruler,
    Select,
    Hand,
)
