"""The units of a government at a glance: who filed, what must be put right, the roll-up, what became of it since."""
