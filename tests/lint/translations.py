#!/usr/bin/env python3
"""Checks that every text has its Chinese, with the same places for arguments, and that `./dev i18n` finds nothing new."""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

from tree import ROOT, finish

COLLECT = Path(__file__).resolve().parents[2] / "packaging/i18n/collect.py"
PLACE = re.compile(r"%L?\d|%n")


def texts(translation):
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def check(file):
    name, count = file.relative_to(ROOT), 0
    for context in xml.parse(file).iter("context"):
        for message in context.iter("message"):
            source, translation = message.findtext("source"), message.find("translation")
            where = f"{name}: {context.findtext('name')}: '{source}'"
            state = translation.get("type")
            if state or not all(text.strip() for text in texts(translation)):
                yield f"{where} is {state or 'empty'}"
            elif any(set(PLACE.findall(text)) != set(PLACE.findall(source)) for text in texts(translation)):
                yield f"{where} has other places for arguments: '{texts(translation)[0]}'"
            count += 1
    print(f"{name}: {count} texts")


def is_up_to_date(file):
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / file.name
        shutil.copy(file, fresh)
        subprocess.run([sys.executable, COLLECT, fresh, ROOT], check=True, stdout=subprocess.DEVNULL)
        return fresh.read_bytes() == file.read_bytes()


faults = []
for file in sorted((ROOT / "resources/i18n").glob("*_zh_CN.ts")):
    faults += check(file)
    if not faults and not is_up_to_date(file):
        faults.append(f"{file.relative_to(ROOT)} is stale: run ./dev i18n and translate what it adds")
finish(faults, "every text is translated")
