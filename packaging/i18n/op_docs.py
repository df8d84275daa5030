"""Collects the sentences in which ops, the notebook's own recipes and flags say what they do, all in the context `Op`.

They are the text after `.doc =` or `doc =`, and a sentence (it ends with a full stop) that follows a name in a call or a
table row: `{"Abs", "The size of each element, …"}`, `reduction("Max", "The largest …")`. Neighbouring texts are joined as
the compiler joins them.
"""
import re

TEXT = r'"(?:\\.|[^"\\\n])*"'
TEXTS = rf"{TEXT}(?:\s+{TEXT})*"
NAMED = re.compile(rf'\bdoc\s*=\s*({TEXTS})|"\w+",\s*({TEXTS})')


def joined(texts):
    return "".join(part[1:-1] for part in re.findall(TEXT, texts))


def docs(code):
    for found in NAMED.finditer(code):
        text = joined(found.group(1) or found.group(2))
        if text.endswith(".") and " " in text and "%1" not in text:  # else the format of an error
            yield text


def collect(root):
    found = set()
    for folder in ("engine/ops", "engine/notebook", "engine/runtime"):
        for path in sorted((root / folder).glob("*.cpp")):
            found.update(docs(path.read_text()))
    return sorted(found)
