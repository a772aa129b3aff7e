"""A project is a folder: project.db and media/."""
