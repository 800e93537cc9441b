"""The parts of an invented province: who belongs to whom, what each files, and what is wrong on purpose."""
