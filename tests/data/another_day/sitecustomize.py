"""Put on PYTHONPATH, this sets the clock of a process and its children 400 days ahead."""

import time

AHEAD = 400 * 24 * 3600

_time, _localtime, _gmtime = time.time, time.localtime, time.gmtime
time.time = lambda: _time() + AHEAD
time.localtime = lambda seconds=None: _localtime(_time() + AHEAD if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(_time() + AHEAD if seconds is None else seconds)
