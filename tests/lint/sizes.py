#!/usr/bin/env python3
"""Checks that no file grows past 800 lines, and names those past 500. (Functions: clang-tidy, 60 lines.)"""
from tree import CODE, files, finish

WARN, FAIL = 500, 800
SUFFIXES = {".cpp", ".h", ".inl", ".comp", ".glsl", ".py", ".js", ".mjs", ".cjs", ".sh", ".cmake", ".txt"}

faults = []
for path, file in files(CODE + ("tests", "packaging"), SUFFIXES):
    if file.startswith("tests/golden/"):  # recorded answers, not code
        continue
    lines = len(path.read_text().splitlines())
    if lines > FAIL:
        faults.append(f"{file}: {lines} lines, more than {FAIL}: split it by what its parts are about")
    elif lines > WARN:
        print(f"{file}: {lines} lines, more than the {WARN} we aim at")
finish(faults, f"no file over {FAIL} lines")
