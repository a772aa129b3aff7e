"""The engine: everything Verbench does, without a window.

text -> Reading -> Hint -> Fix                                       instant, while typing
start frame + strokes -> MotionPlan -> guide clip -> Request -> Job -> Take      the queue
Take -> flow, tracks -> Finding -> overlay, timeline lane                       analysis
Finding + Rating -> Evidence -> Verdict -> verb book -> Hint                    the loop closes
Take, Take, Take -> Cut -> files a video editor opens                           export
"""
