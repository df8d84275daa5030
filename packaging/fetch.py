#!/usr/bin/env python3
"""Fetches the packages of packages.txt, of the groups named, into a cache that is never half-written."""
import base64
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile

LIST = pathlib.Path(os.environ.get("TP_PACKAGE_LIST") or pathlib.Path(__file__).with_name("packages.txt"))


def cache():
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ.get("HOME") or "/", ".cache")
    return pathlib.Path(os.environ.get("TP_CACHE") or os.path.join(home, "tensor-playground")) / "packages"


class Package:
    def __init__(self, name, version, digest, *files):
        self.name, self.version, self.digest, self.files = name, version, digest, files
        self.stem = f"{name.lstrip('@').replace('/', '-')}-{version}"  # as npm pack names its file
        self.folder = cache() / f"{name}-{version}"

    def is_here(self):
        return all((self.folder / file).is_file() for file in self.files)

    def archive(self, folder):
        """The .tgz, from the folder given by hand or from npm."""
        by_hand = os.environ.get("TP_OFFLINE_PACKAGES")
        if by_hand:
            archive = pathlib.Path(by_hand) / f"{self.stem}.tgz"
            if not archive.is_file():
                raise OSError(f"{archive} is not there")
            return archive
        if not shutil.which("npm"):
            raise OSError("npm is not installed")
        command = ["npm", "pack", f"{self.name}@{self.version}", "--pack-destination", str(folder)]
        done = subprocess.run(command, cwd=folder, text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            said = [line for line in done.stdout.splitlines() if "ERR" in line or "error" in line]
            raise OSError("npm pack failed" + "".join(f"\n    {line}" for line in said[:5]))
        return folder / f"{self.stem}.tgz"

    def fetch(self, folder):
        archive = self.archive(folder)
        found = hashlib.sha512(archive.read_bytes()).digest()
        if f"sha512-{base64.b64encode(found).decode()}" != self.digest:
            raise OSError(f"{archive.name} has not the hash that packages.txt pins, so it was not used")
        fresh = folder / "unpacked"
        with tarfile.open(archive) as tar:
            for file in self.files:
                (fresh / file).parent.mkdir(parents=True, exist_ok=True)
                with tar.extractfile(f"package/{file}") as source:
                    (fresh / file).write_bytes(source.read())
        if self.folder.exists():  # of an older list, with fewer files
            self.folder.rename(folder / "old")
        self.folder.parent.mkdir(exist_ok=True)
        fresh.rename(self.folder)


def main(groups):
    lines = [line.split() for line in LIST.read_text().splitlines() if line.strip() and line[0] != "#"]
    missing = [p for p in (Package(*words[1:]) for words in lines if words[0] in groups) if not p.is_here()]
    if not missing:
        return 0
    cache().mkdir(parents=True, exist_ok=True)
    with open(cache() / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # so what lies here half-done belongs to nobody alive
        for left in cache().glob(".fetching-*"):
            shutil.rmtree(left, ignore_errors=True)
        for package in missing:
            if package.is_here():  # another setup brought it while we waited
                continue
            print(f"fetching {package.name} {package.version}", file=sys.stderr, flush=True)
            try:
                with tempfile.TemporaryDirectory(prefix=".fetching-", dir=cache()) as folder:
                    package.fetch(pathlib.Path(folder))
            except (OSError, KeyError, tarfile.TarError) as reason:
                print(f"{package.name} {package.version} was not fetched: {reason}\n"
                      f"  try again:    ./dev setup\n"
                      f"  or by hand:   put {package.stem}.tgz into a folder and run "
                      f"TP_OFFLINE_PACKAGES=FOLDER ./dev setup", file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:] or ["data"]))
    except KeyboardInterrupt:
        sys.exit(130)
