#!/usr/bin/env python3
"""Checks that what is compiled for newer processors keeps to itself: instructions.py OBJECT…

A function that such a file shares with others, say a template of the standard library, may be the one that the linker
keeps for all of them, and an old processor would stop at its first unknown instruction.
"""
import subprocess
import sys

objects = [name for argument in sys.argv[1:] for name in argument.split(";") if "vector_loops_v" in name]
faults = []
for name in objects:
    lines = subprocess.run(["nm", "-C", "--defined-only", name], capture_output=True, text=True, check=True).stdout
    for line in lines.splitlines():
        _, kind, symbol = line.split(maxsplit=2)
        if kind in "WVu" or (kind == "T" and not symbol.endswith("::vectorLoops()")):
            faults.append(f"{name}: {symbol} is shared with other files")
print("\n".join(faults) or f"{len(objects)} files share nothing")
sys.exit(1 if faults or not objects else 0)
