"""Prints, as one line of JSON, what is installed in the Python that runs it: nothing of it is imported."""

import importlib.metadata
import json
import pathlib
import re
import sys
import sysconfig


def engine(site_packages):
    """Version and commit that vLLM's own _version.py names; None where it says nothing."""
    path = pathlib.Path(site_packages, "vllm", "_version.py")
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    version = re.search(r"^__version__ = (?:version = )?['\"]([^'\"]+)", text, re.MULTILINE)
    commit = re.search(r"commit_id = ['\"]([^'\"]+)", text)
    return version and version[1], origin() or (commit and commit[1])


def origin():
    """The commit that pip fetched vLLM's source at; None if it came as a wheel."""
    try:
        text = importlib.metadata.distribution("vllm").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return None
    return json.loads(text or "{}").get("vcs_info", {}).get("commit_id")


def main():
    site_packages = sysconfig.get_paths()["purelib"]
    version, commit = engine(site_packages)
    packages = {}
    for found in importlib.metadata.distributions():
        # The first on the path is the one that is imported.
        if found.metadata["Name"]:
            packages.setdefault(found.metadata["Name"], found.version)
    answer = {
        "python": sys.version.split()[0],
        "site_packages": site_packages,
        "packages": packages,
        "engine_version": version,
        "engine_commit": commit,
    }
    print(json.dumps(answer))


main()
