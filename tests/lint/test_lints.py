#!/usr/bin/env python3
"""Shows each lint a tiny tree with one fault, which it must name, and one without."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
MODULES = {"engine/base/CMakeLists.txt": "module()", "engine/ops/CMakeLists.txt": "module(NEEDS engine/base)",
           "engine/base/a.h": "", "engine/ops/b.h": '#include "engine/base/a.h"\n'}
PAGE = "class RunPage : public Page {\n    QPushButton* m_run = nullptr;\n};\n"
MADE = 'RunPage::RunPage() {\n    m_run = new QPushButton(this);\n    m_run->setObjectName("%s");\n}\n'
TS = ('<TS language="zh_CN"><context><name>Page</name><message><source>%%1 rows</source>'
      "<translation%s>%s</translation></message></context></TS>")


def run(lint, tree):
    with tempfile.TemporaryDirectory() as root:
        for name, text in tree.items():
            path = pathlib.Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([sys.executable, HERE / f"{lint}.py", root], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout


class Lints(unittest.TestCase):
    def passes(self, lint, tree):
        code, said = run(lint, tree)
        self.assertEqual(code, 0, said)

    def fails(self, lint, tree, message):
        code, said = run(lint, tree)
        self.assertEqual(code, 1, said)
        self.assertIn(message, said)

    def test_layers(self):
        self.passes("layers", MODULES)
        self.fails("layers", MODULES | {"engine/base/a.h": '#include "engine/ops/b.h"\n'},
                   "engine/base/a.h:1: engine/base may not include engine/ops")
        self.fails("layers", MODULES | {"engine/base/a.h": "\n#include <QString>\n"},
                   "engine/base/a.h:2: <QString> has no place here")
        self.fails("layers", MODULES | {"engine/base/a.h": "#include <nlohmann/json.hpp>\n"}, "<nlohmann/json.hpp>")
        self.fails("layers", MODULES | {"engine/base/CMakeLists.txt": "module(NEEDS engine/ops)"},
                   "need each other")
        self.fails("layers", MODULES | {"engine/base/CMakeLists.txt": "module(NEEDS engine/gone)"}, "no module")
        self.fails("layers", MODULES | {"engine/lost/c.cpp": ""}, "engine/lost/c.cpp: belongs to no module")
        pages = {"app/pages/one/CMakeLists.txt": "module()", "app/pages/two/CMakeLists.txt": "module(NEEDS app/pages/one)"}
        self.fails("layers", pages, "app/pages/two may not need app/pages/one")

    def test_sizes(self):
        self.passes("sizes", {"engine/base/a.cpp": "\n" * 800})
        self.fails("sizes", {"engine/base/a.cpp": "\n" * 801}, "engine/base/a.cpp: 801 lines")

    def test_catches(self):
        caught = "void f() {\n    try { g(); } catch (...) {}\n}\n"
        self.passes("catches", {"app/core/task.cpp": caught, "app/core/a.cpp": '// catch (x)\nauto s = "catch (";\n'})
        self.fails("catches", {"engine/base/a.cpp": caught}, "engine/base/a.cpp:2: let it pass")

    def test_objectnames(self):
        self.passes("objectnames", {"app/run_page.h": PAGE, "app/run_page.cpp": MADE % "run"})
        self.passes("objectnames", {"app/run_page.h": PAGE, "app/run_page.cpp": "m_run = other;\n"})
        row = PAGE.replace("QPushButton", "Row")
        named = "class Row : public QFrame {};\nRow::Row() {\n    setObjectName(\"row\");\n}\n"
        self.passes("objectnames", {"app/run_page.h": row, "app/run_page.cpp": "m_run = new Row;\n", "app/row.h": named})
        self.fails("objectnames", {"app/run_page.h": row, "app/run_page.cpp": "m_run = new Row;\n",
                                   "app/row.h": "class Row : public QFrame {};\n"}, "is missing")
        self.fails("objectnames", {"app/run_page.h": PAGE, "app/run_page.cpp": MADE % "go"},
                   'app/run_page.h:2: m_run->setObjectName("run") is missing')

    def test_translations(self):
        file = "resources/i18n/a_zh_CN.ts"
        self.fails("translations", {file: TS % (' type="unfinished"', "")}, "Page: '%1 rows' is unfinished")
        self.fails("translations", {file: TS % (' type="vanished"', "%1 行")}, "is vanished")
        self.fails("translations", {file: TS % ("", "行")}, "has other places for arguments")
        self.fails("translations", {file: TS % ("", "%1 行")}, "is stale")  # no source has that text

    def test_words(self):
        self.passes("words", {"engine/a.cpp": "a /rooted/work/of mine\n"})
        self.fails("words", {"engine/a.cpp": "\n// TO" + "DO: think\n"}, "engine/a.cpp:2: 'TO" + "DO'")
        self.fails("words", {"README.md": "see /ro" + "ot/x\n"}, "README.md:1: '/ro" + "ot/x'")


if __name__ == "__main__":
    unittest.main()
