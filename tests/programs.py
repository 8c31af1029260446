"""The programs that tests open documents with: there, or installed where that may be done, or named loudly.

Run by `make test` before the tests: nothing is skipped for want of one of them.
"""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "soffice": ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    "pdftotext": ("poppler-utils",),
    "chromium": ("chromium",),
    "fc-list": ("fontconfig",),
    "nginx": ("nginx-light",),
}
"""By program, the Debian packages it is in."""
FONT = "fonts-wqy-microhei"
WHERE = f"{os.environ.get('PATH', '')}:/usr/sbin"
"""Debian keeps servers where an ordinary user does not look."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def program(name: str) -> str | None:
    return browser() if name == "chromium" else shutil.which(name, path=WHERE)


def browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing() -> list[str]:
    """Debian packages of what is not there."""
    lost = [name for name in PACKAGES if not program(name)]
    wanted = [package for name in lost for package in PACKAGES[name]]
    return wanted if _has_chinese() else [*wanted, FONT]


def _has_chinese() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=True).stdout.strip())


def main() -> int:
    wanted = missing()
    if not wanted:
        return 0
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"installing {' '.join(wanted)}", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            install, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        )
        wanted = missing()
    if wanted:
        print(f"the tests open documents with other programs; install them: sudo {' '.join(install)}", file=sys.stderr)
    return int(bool(wanted))


if __name__ == "__main__":
    sys.exit(main())
