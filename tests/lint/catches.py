#!/usr/bin/env python3
"""Checks that exceptions are caught in two places only, where they become something that a person sees."""
import re

from tree import CODE, files, finish, line_of, without_comments

ALLOWED = ("app/core/task.cpp", "app/main.cpp")
CATCH = re.compile(r"\bcatch\s*\(")

faults = []
for path, file in files(CODE, {".cpp", ".h", ".inl"}):
    code = without_comments(path.read_text(), strings=False)
    if file not in ALLOWED:
        faults += [f"{file}:{line_of(code, c.start())}: let it pass; only {' and '.join(ALLOWED)} catch"
                   for c in CATCH.finditer(code)]
finish(faults, f"exceptions are caught in {' and '.join(ALLOWED)} only")
