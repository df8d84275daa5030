#!/usr/bin/env python3
"""Shows the conformance command small folders of recordings, and looks at what it says and how it ends."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

COMMAND = sys.argv.pop(1)


def tensor(data, dtype="float32"):
    return {"dtype": dtype, "shape": [len(data)], "data": data}


def line(y=(5, 7), **changes):
    case = {"kernel": "Add", "attrs": {}, "inputs": {"a": tensor([1, 2]), "b": tensor([4, 5])},
            "outputs": [tensor(list(y))], "source": "a_test: adds"}
    return json.dumps(case | changes)


class Command(unittest.TestCase):
    def replay(self, *lines, kind="kernels", backend="cpu"):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "Add.jsonl").write_text("\n".join(lines))
            done = subprocess.run([COMMAND, kind, folder, "--backend", backend], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            return done.returncode, done.stdout.replace(folder, "FOLDER")

    def test_agreement(self):
        for backend in ("cpu", "reference"):
            self.assertEqual(self.replay(line(), "", line(), backend=backend), (0, "2 passed, 0 failed\n"))

    def test_differences_name_kernel_source_and_element(self):
        code, said = self.replay(line(), line(y=(5, 8)), line(y=(5, "NaN")))
        self.assertEqual(code, 1)
        self.assertEqual(said, "Add: a_test: adds: element 1 is 7.0, expected 8.0\n"
                               "Add: a_test: adds: element 1 is 7.0, expected null\n1 passed, 2 failed\n")

    def test_what_does_not_fit_fails(self):
        code, said = self.replay(line(attrs={"speed": 3}), line(outputs=[tensor([5, 7], "int32")]))
        self.assertEqual(code, 1)
        self.assertEqual(said, "Add: a_test: adds: there is no attribute speed\n"
                               "Add: a_test: adds: dtype float32, expected int32\n0 passed, 2 failed\n")

    def test_a_kernel_that_is_not_there_fails(self):
        self.assertEqual(self.replay(line(kernel="Divine")),
                         (1, "Divine: a_test: adds: there is no such kernel\n0 passed, 1 failed\n"))

    def test_gradients(self):
        case = {"kernel": "Square", "attrs": {}, "dy": tensor([1]), "saved": [tensor([3])], "source": "a_test: slope"}
        said = [self.replay(json.dumps(case | {"grads": {"x": tensor([dx])}}), kind="gradients") for dx in (6, 7)]
        self.assertEqual(said[0], (0, "1 passed, 0 failed\n"))
        self.assertEqual(said[1], (1, "Square: a_test: slope: gradient for x: element 0 is 6.0, expected 7.0\n"
                                      "0 passed, 1 failed\n"))

    def test_texts_may_be_encoded(self):
        texts = {"dtype": "string", "shape": [1], "encoding": "base64", "data": ["aGk="]}
        plain = {"dtype": "string", "shape": [1], "data": ["hi"]}
        self.assertEqual(self.replay(line(kernel="Identity", inputs={"x": texts}, outputs=[plain]))[0], 0)

    def test_malformed_lines(self):
        short = {"a": {"dtype": "float32", "shape": [3], "data": [1, 2]}, "b": tensor([1])}
        for text, reason in (
            ("{", "it is not JSON"),
            ("[1]", "it is not a JSON object"),
            ('{"kernel": "Add"}', 'it has no text "source"'),
            ('{"kernel": 7, "source": ""}', 'it has no text "kernel"'),
            ('{"kernel": "Add", "source": ""}', "key 'inputs' not found"),
            (line(inputs=short), "the data does not hold the 3 values of its shape"),
            (line(inputs={"a": tensor([1]), "b": tensor(["x"])}), '"x" stands where a number should'),
            (line(inputs={"a": tensor([1]), "b": tensor([1], "int8")}), '"int8" is no dtype'),
            (line(inputs={"a": tensor([1]), "b": tensor([2**31], "int32")}), "2147483648 does not fit into int32"),
            (line(outputs=[{"dtype": "float32", "shape": [-1], "data": []}]), "[-1] is no shape"),
        ):
            code, said = self.replay(line(), text)
            self.assertEqual((code, said), (2, f"FOLDER/Add.jsonl:2: this is no recording: {reason}.\n"), text)

    def replay_scripts(self, *scripts):
        lines = [json.dumps({"what": f"script {i}"} | script) for i, script in enumerate(scripts)]
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "errors.jsonl").write_text("\n".join(lines))
            done = subprocess.run([COMMAND, "layers", folder], text=True, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
        if "skipped: Qt's JavaScript engine" in done.stdout:
            self.skipTest(done.stdout)
        return done.returncode, done.stdout

    def test_scripts(self):
        refused = {"code": "tf.layers.dense({units: 0});", "throws": True,
                   "message": "Expected units to be a positive integer, but got 0."}
        answered = {"code": "const t = await tf.tensor1d([1, 2]).data(); return 'await ' + t.join();",
                    "throws": False, "result": "await 1,2.000001"}
        inexpressible = {"code": "tf.sequential({layers: [1]});", "throws": True, "message": "x"}
        self.assertEqual(self.replay_scripts(refused, answered, inexpressible), (0, "3 passed, 0 failed\n"))

    def test_scripts_that_end_otherwise(self):
        code = "tf.layers.dense({units: 0});"
        said = self.replay_scripts(
            {"code": code, "throws": False},
            {"code": "tf.layers.dense({units: -7});", "throws": True, "message": "There are 7 of 'dense_Dense9'."},
            {"code": "return 2;", "throws": True, "message": "It cannot be."},
            {"code": "return 2;", "throws": False, "result": "3"},
            {"code": "tf.nothing.there();", "throws": True, "message": "Nothing is there."})
        self.assertEqual(said[0], 1)
        for part in ("script 0: refused: ", "script 2: not refused; tfjs says: It cannot be.",
                     "script 3: script 3: returns 2, expected 3", "script 4: the script stumbled: ",
                     "which lacks dense_Dense9", "0 passed, 5 failed"):
            self.assertIn(part, said[1])

    def test_wrong_calls(self):
        self.assertEqual(self.replay(line(), kind="colours")[0], 2)
        self.assertEqual(self.replay(line(), backend="abacus")[0], 2)
        self.assertEqual(self.replay()[0], 2)
        self.assertEqual(subprocess.run([COMMAND], stderr=subprocess.DEVNULL).returncode, 2)


if __name__ == "__main__":
    unittest.main()
