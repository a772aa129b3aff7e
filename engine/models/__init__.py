"""Models on disk: what they are, where they lie, how they are fetched and whether they fit.

Headers and configurations are read, weights never; torch and diffusers are not needed.
"""
