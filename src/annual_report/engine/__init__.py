"""How a notebook is run: by papermill, in a child within limits, on this machine or a cluster; and how that is fast."""
