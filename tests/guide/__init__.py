"""The guide: its steps are really taken, in a copy of the project, and its pages show what came of them."""
