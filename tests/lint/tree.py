"""What the lints share: the tree to look at, its files, C++ without comments, and how faults are told."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
CODE = ("app", "engine", "gpu", "tutorials")


def files(folders, suffixes):
    """The files below these folders with such a suffix, sorted, as (path, name from the root)."""
    found = (path for top in folders for path in (ROOT / top).rglob("*") if path.suffix in suffixes)
    return [(path, path.relative_to(ROOT).as_posix()) for path in sorted(found) if path.is_file()]


TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


def without_comments(code, strings=True):
    """The code with comments (and strings, if not wanted) blanked; lines keep their numbers."""
    def blank(token):
        text = token.group()
        keep = text[0] == '"' and strings or text[0] == "'"
        return text if keep else '""' if text[0] == '"' else "\n" * text.count("\n")
    return TOKEN.sub(blank, code)


def line_of(code, position):
    return code.count("\n", 0, position) + 1


def finish(faults, well):
    print("\n".join(faults) or well)
    sys.exit(bool(faults))
