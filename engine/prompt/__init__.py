"""text -> Reading -> Hint -> Fix: what a prompt says, what is risky in it, and what to write instead."""
