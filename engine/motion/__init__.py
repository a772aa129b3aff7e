"""start frame + strokes -> MotionPlan -> guide clip: trajectories, layers, and motion in words."""
