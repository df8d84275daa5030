#!/usr/bin/env python3
"""Checks that every control which is a member has an object name, equal to the member's without m_.

A control is a member `Type* m_name` where Type is a Qt control or one of our classes derived from one. It counts
as named if some statement has both m_name and the string "name", or if its class, one of ours, names itself. Asked
only where the class that has it makes it: by `new`, a function or an add…().
"""
import re

from tree import files, finish, line_of, without_comments

QT = """QAbstractButton QPushButton QToolButton QCheckBox QRadioButton QCommandLinkButton QComboBox QFontComboBox QSpinBox
QDoubleSpinBox QDateEdit QTimeEdit QSlider QDial QScrollBar QLineEdit QTextEdit QPlainTextEdit QTextBrowser QListView
QListWidget QTreeView QTreeWidget QTableView QTableWidget QTabBar QTabWidget QStackedWidget QSplitter QProgressBar
QDockWidget QToolBar QMenu QMenuBar QStatusBar QGroupBox QScrollArea QGraphicsView QChartView QDialogButtonBox QAction
QWidget QFrame QLabel QDialog QMainWindow""".split()
UNNAMED = {"QLabel", "QWidget", "QFrame"}  # plain text and boxes need no name, classes made of them do
CLASS = re.compile(r"\bclass\s+(\w+)(?:\s+final)?\s*:\s*public\s+(?:\w+::)*(\w+)")
MEMBER = re.compile(r"^\s*(?:\w+::)*(\w+)\s*\*\s*(?:const\s+)?m_(\w+)\s*(?:=[^;]*|\{[^;]*)?;", re.M)
MADE = r"(?:new\b|(?!findChild|qobject_cast|static_cast)[\w:]+(?:<[^>]*>)?\(|[\w.>-]+\badd[A-Z]\w*\()"

code = {file: without_comments(path.read_text()) for path, file in files(["app"], {".h", ".cpp"})}
derived = {found.group(1): found.group(2) for text in code.values() for found in CLASS.finditer(text)}
home = {found.group(1): file for file, text in code.items() for found in CLASS.finditer(text)}


def sources_of(file):
    """The code of a class: its header and the sources whose names begin like it, in the same folder."""
    stem = file.rsplit(".", 1)[0]
    return code[file] + "".join(text for name, text in code.items() if name != file and name.startswith(stem))


def names_itself(kind):
    return kind in home and re.search(r"^\s*setObjectName\(", sources_of(home[kind]), re.M)


def is_control(kind):
    return kind in QT or kind in derived and is_control(derived[kind])


faults, controls = [], 0
for file, text in code.items():
    own = sources_of(file)
    statements = re.split(r"[;{}]\s*\n", own)
    for member in MEMBER.finditer(text):
        kind, name = member.groups()
        if kind in UNNAMED or not is_control(kind) or names_itself(kind):
            continue
        if not re.search(rf"\bm_{name}\s*(?:=|\(|\{{)\s*{MADE}", own):
            continue  # somebody else's, only pointed to
        controls += 1
        if not any(re.search(rf"\bm_{name}\b", part) and f'"{name}"' in part for part in statements):
            faults.append(f'{file}:{line_of(text, member.start(1))}: m_{name}->setObjectName("{name}") is missing')
finish(faults, f"{controls} controls, each with its name")
