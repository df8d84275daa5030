#!/usr/bin/env python3
"""`./dev interop`: our files beside the software that they are for: check_all.py PROGRAMS CACHE.

PROGRAMS is the folder of `interop_models` and `tensorboard_files`. Python packages are installed into environments
within CACHE. What cannot be had is skipped, with the reason; ends with 1 if anything differs.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAMS, CACHE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = pathlib.Path(os.environ.get("TP_CONFORMANCE") or ROOT.parent / "shared" / "conformance")
CASES = SHARED / "layers" / "visible" if (SHARED / "layers" / "visible").is_dir() else ROOT / "tests" / "golden" / "layers"
# Keras 3 needs no TensorFlow: JAX is smaller.
ENVIRONMENTS = {
    "keras2": ["tensorflow-cpu==2.15.1"],
    "keras3": ["keras==3.9.2", "jax[cpu]==0.5.3"],
}
outcomes = []


def outcome(what, code, reason=""):
    words = {0: "passed", 77: "skipped"}.get(code, "FAILED")
    outcomes.append((what, words, reason))


def python_of(name):
    """The interpreter of an environment with these packages, or why there is none."""
    folder = CACHE / "python" / name
    python = folder / "bin" / "python"
    mark = folder / "installed.txt"
    wanted = "\n".join(ENVIRONMENTS[name])
    if mark.is_file() and mark.read_text() == wanted:
        return python, ""
    print(f"installing {', '.join(ENVIRONMENTS[name])} into {folder}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", folder],
        [python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *ENVIRONMENTS[name]],
    ):
        done = subprocess.run(command, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            lines = [line for line in done.stdout.splitlines() if line.strip()]
            return None, lines[-1] if lines else "it cannot be installed"
    mark.write_text(wanted)
    return python, ""


def run(what, command):
    print(f"\n== {what}", flush=True)
    outcome(what, subprocess.run(command).returncode)


program = PROGRAMS / "interop_models"
if shutil.which("node"):
    run("TensorFlow.js and ONNX Runtime", ["node", HERE / "node_check.cjs", program, CACHE / "packages", CASES])
    run("files and servers of TensorFlow.js", ["node", HERE / "files_check.cjs", program, CACHE / "packages"])
else:
    outcome("TensorFlow.js and ONNX Runtime", 77, "node is not installed")

models = sorted(path.parent for path in CASES.glob("*/model.json"))
for name in ENVIRONMENTS:
    python, reason = python_of(name)
    if not python:
        outcome(name, 77, reason)
        continue
    with tempfile.TemporaryDirectory(prefix="interop-") as folder:
        subprocess.run([program, "write", folder, *models], check=True)
        run(name, [python, HERE / "keras_check.py", program, folder])

if (HERE / "tensorboard_check.py").is_file():
    python, reason = python_of("keras2")  # TensorFlow brings TensorBoard
    if python:
        run("TensorBoard", [python, HERE / "tensorboard_check.py", PROGRAMS / "tensorboard_files"])
    else:
        outcome("TensorBoard", 77, reason)

print()
for what, words, reason in outcomes:
    print(f"{words:8} {what}" + (f": {reason}" if reason else ""))
sys.exit(any(words == "FAILED" for _, words, _ in outcomes))
