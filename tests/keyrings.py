"""A keyring of the system's kind: what the library finds where PYTHON_KEYRING_BACKEND names it."""

import os

from keyring.backend import KeyringBackend


class Kept(KeyringBackend):
    """Keeps one token, for it-advisor and an address."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        kept = service == "it-advisor" and username.startswith("http://127.0.0.1:")
        return os.environ["KEPT_TOKEN"] if kept else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError
