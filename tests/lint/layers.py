#!/usr/bin/env python3
"""Checks that every #include follows the layers that module(NEEDS ...) declares, and that NEEDS only points down."""
import pathlib
import re

from tree import CODE, ROOT, files, finish

MODULE = re.compile(r"^\s*module\(([^)]*)\)", re.M)
OURS = re.compile(r'\s*#\s*include\s+"([^"]+)"')
LIBRARY = re.compile(r"\s*#\s*include\s+<([^>]+)>")
RANK = {"engine": 0, "gpu": 1, "tutorials": 1, "app": 2}
# Where a library may be included: a pattern of its headers, and one of the files that may.
LIBRARIES = [
    (r"Q[A-Z]", r"app/"),
    (r"(oneapi/)?dnnl|Eigen/|omp\.h", r"engine/cpu/"),
    (r"(nlohmann|google/protobuf)/", r".*\.cpp"),  # heavy: never in a header
    (r"vulkan/", r"gpu/"),
    (r"hdf5\.h", r"(tests/)?engine/export/.*\.cpp"),
]


def needs_of(cmake):
    words = MODULE.search(cmake.read_text()).group(1).split()
    ends = [words.index(word) for word in ("LIBS", "OPTIONS") if word in words]
    return [word for word in words[: min(ends, default=len(words))] if word != "NEEDS"]


lists = [path for path, _ in files(CODE, {".txt"}) if path.name == "CMakeLists.txt" and MODULE.search(path.read_text())]
modules = {path.parent.relative_to(ROOT).as_posix(): needs_of(path) for path in lists}
faults = []


def reach(name, way=()):
    """All modules that `name` may include, itself too."""
    if name in way:
        faults.append(f"modules need each other: {' -> '.join(way[way.index(name):] + (name,))}")
        return set()
    return {name}.union(*(reach(need, way + (name,)) for need in modules.get(name, ())))


def module_of(file):
    return next((f for f in map(str, pathlib.PurePath(file).parents) if f in modules), None)


for name, needs in modules.items():
    for need in needs:
        page = re.compile(r"app/(pages|demos)/")
        if need not in modules:
            faults.append(f"{name}/CMakeLists.txt: there is no module {need}")
        elif RANK[need.split("/")[0]] > RANK[name.split("/")[0]] or page.match(name) and page.match(need):
            faults.append(f"{name}/CMakeLists.txt: {name} may not need {need}")

allowed = {name: reach(name) for name in modules}
for path, file in files(CODE, {".cpp", ".h", ".inl"}):
    name = module_of(file)
    if not name and not file.endswith("/main.cpp"):
        faults.append(f"{file}: belongs to no module")
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if found := OURS.match(line):
            target = module_of(found.group(1))
            if name and target not in allowed[name] and (ROOT / found.group(1)).exists():
                faults.append(f"{file}:{number}: {name} may not include {target or found.group(1)}")
        elif found := LIBRARY.match(line):
            for library, where in LIBRARIES:
                if re.match(library, found.group(1)) and not re.match(where, file):
                    faults.append(f"{file}:{number}: <{found.group(1)}> has no place here")

finish(sorted(set(faults)), f"{len(modules)} modules, every include allowed")
