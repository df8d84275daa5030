#!/usr/bin/env python3
"""Updates a .ts file with the texts of the application, of the engine's errors and of its ops: collect.py [FILE.ts [ROOT]]."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

import error_formats
import op_docs

HERE = pathlib.Path(__file__).resolve().parent


def main(arguments):
    root = pathlib.Path(arguments[1] if len(arguments) > 1 else HERE.parents[1])
    ts = pathlib.Path(arguments[0] if arguments else root / "resources/i18n/tensor-playground_zh_CN.ts")
    ts.parent.mkdir(parents=True, exist_ok=True)
    lupdate = shutil.which("lupdate", path="/usr/lib/qt6/bin:/usr/lib/qt6/libexec") or shutil.which("lupdate")
    if not lupdate:
        sys.exit("lupdate is missing: run ./dev setup")
    with tempfile.TemporaryDirectory() as folder:
        engine = pathlib.Path(folder) / "engine.cpp"
        texts = [("Error", text) for text in error_formats.collect(root)] + [("Op", text) for text in op_docs.collect(root)]
        engine.write_text("".join(f'const char* t = QT_TRANSLATE_NOOP("{where}", "{text}");\n' for where, text in texts))
        sources = [path for path in [root / "app"] if path.is_dir()]
        command = [lupdate, "-I", root, "-locations", "none", "-no-obsolete", "-no-ui-lines", "-source-language", "en",
                   "-target-language", "zh_CN", *sources, engine, "-ts", ts]
        return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
