#!/usr/bin/env python3
"""Checks which texts of a source packaging/i18n/error_formats.py takes for formats of errors."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging/i18n"))
from error_formats import formats  # noqa: E402


class Formats(unittest.TestCase):
    def finds(self, code, *expected):
        self.assertEqual(list(formats(code)), list(expected))

    def test_calls(self):
        self.finds('check(ok, "matMul: %1", a);', "matMul: %1")
        self.finds('tp::fail(Error::Kind::BadFile, "%1: \\"x\\", y", p);', '%1: \\"x\\", y')
        self.finds('throw Error(Error::Kind::Device, "no GPU");', "no GPU")

    def test_nested_condition_and_joined_literals(self):
        self.finds('check(f(a, {1, 2})[g(b, "x")], "one, "  // why\n    "two", "three");', "one, two")

    def test_either_of_two(self):
        self.finds('check(ok, isRow ? "row %1" : "column %1", i);', "row %1", "column %1")

    def test_json_readers(self):
        self.finds('json.refuse("expected one of %2, " "but", names);', "%1: expected one of %2, but")
        self.finds("auto f = [&] { reader[name].refuse(kFormat, a); };")

    def test_nodes(self):
        self.finds('call.refuseNode("there is no axis %3.", axis);', 'The node \\"%1\\" (%2): there is no axis %3.')

    def test_what_is_none(self):
        self.finds('// check(ok, "in a comment")\nauto s = "check(ok, \\"in a text\\")"; check(ok, kFormat); recheck(a, "b");')


if __name__ == "__main__":
    unittest.main()
