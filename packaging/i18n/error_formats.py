"""Collects the formats of engine and tutorial errors as C++ that lupdate reads, all in the context `Error`.

A format is the string given to `check(cond, "…")`, `fail(kind, "…")`, `throwError(kind, "…")` or `Error(kind, "…")`,
whose neighbours are joined as the compiler joins them. JsonReader's `refuse("…")` and its likes, and `decline("…")`,
put "%1: " before it, and `refuseNode("…")` of graphs the node's name and op.
"""
import itertools
import re

CALL = re.compile(r"\b(check|fail|throwError|Error|refuse|refuseNode|decline)\s*\(")
BEFORE = {"refuse": "%1: ", "decline": "%1: ", "refuseNode": 'The node \\"%1\\" (%2): '}  # engine/graph/call.h
TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\\n])*")|(?P<char>\'(?:\\.|[^\'\\\n])+\')'
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)|(?P<space>\s+)|(?P<other>.)", re.S)


def argument(code, start, index):
    """What stands in the call whose bracket opens before `start` as its argument of that number, from 0."""
    depth, commas, tokens = 1, 0, []
    for token in TOKEN.finditer(code, start):
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        if depth == 0 or kind == "comma" and depth == 1 and commas == index:
            return tokens
        if kind == "comma" and depth == 1:
            commas += 1
        elif commas == index and kind not in ("comment", "space"):
            tokens.append(token)
    return []


def formats(code):
    comments = [(m.start(), m.end()) for m in TOKEN.finditer(code) if m.lastgroup in ("comment", "string")]
    for call in CALL.finditer(code):
        if any(start < call.start() < end for start, end in comments):
            continue
        before = BEFORE.get(call.group(1), "")
        tokens = argument(code, call.end(), 0 if before else 1)
        for is_text, group in itertools.groupby(tokens, lambda token: token.lastgroup == "string"):
            if is_text:  # several groups in `isRow ? "…" : "…"`
                yield before + "".join(token.group()[1:-1] for token in group)


def collect(root):
    found = set()
    for top in ("app", "engine", "gpu", "tutorials"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".cpp", ".h", ".inl"):
                found.update(formats(path.read_text()))
    return sorted(found)
