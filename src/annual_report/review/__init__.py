"""How findings are shown: to clerks, to offices, to other systems."""
