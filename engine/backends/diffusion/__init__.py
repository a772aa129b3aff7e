"""Request -> frames through diffusers: one driver, which every family of models goes through."""
