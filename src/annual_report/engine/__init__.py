"""How a notebook is run: kernels, limits, processes, clusters."""
