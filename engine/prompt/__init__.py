"""text -> Reading -> Hint -> Fix: what a prompt says, what is risky in it, what mends it."""
