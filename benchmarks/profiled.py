"""python profiled.py FILE PROGRAM …: run a program and write its profile, counting time on a core and no waiting."""

import cProfile
import runpy
import sys
from pathlib import Path
from time import thread_time

_, FILE, *sys.argv = sys.argv
sys.path[0] = str(Path(sys.argv[0]).parent)
PROFILE = cProfile.Profile(thread_time)
PROFILE.enable()
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    PROFILE.disable()
    PROFILE.dump_stats(FILE)
