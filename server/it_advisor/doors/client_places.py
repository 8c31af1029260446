"""Where each client keeps its configuration file, on each operating system."""

from pathlib import PurePath

from it_advisor.doors.clients import Client
from it_advisor.settings import Folders

_IN_PROJECTS: dict[Client, str] = {
    "claude-code": ".mcp.json",
    "vscode": ".vscode/mcp.json",
    "cursor": ".cursor/mcp.json",
    "codex": ".codex/config.toml",
    "gemini-cli": ".gemini/settings.json",
}

WITHOUT_A_FILE: frozenset[Client] = frozenset({"cherry-studio", "generic"})
"""Cherry Studio keeps its servers in a database of its own; of others nobody knows where they keep them."""


def project_file(client: Client) -> str | None:
    """The file inside a project that a client reads besides the person's own, if it reads one."""
    return _IN_PROJECTS.get(client)


def user_files(client: Client, platform: str, home: PurePath, folders: Folders) -> tuple[PurePath, ...]:
    """Where a client may keep a person's own servers: the first whose folder exists is the one, else the last.

    Nowhere for those `WITHOUT_A_FILE`. `platform` is that of `sys.platform`.
    """
    match client:
        case "claude-desktop":
            return _claude_desktop(platform, home, folders)
        case "claude-code":
            return (_or(folders.claude_config_dir, home) / ".claude.json",)
        case "vscode":
            return (_settings(platform, home, folders) / "Code" / "User" / "mcp.json",)
        case "cursor":
            return (home / ".cursor" / "mcp.json",)
        case "windsurf":
            return (home / ".codeium" / "windsurf" / "mcp_config.json",)
        case "zed":
            return (_zed(platform, home, folders) / "settings.json",)
        case "codex":
            return (_or(folders.codex_home, home / ".codex") / "config.toml",)
        case "gemini-cli":
            return (home / ".gemini" / "settings.json",)
    return ()


def _claude_desktop(platform: str, home: PurePath, folders: Folders) -> tuple[PurePath, ...]:
    """From the Windows Store, which is also what the installer brings, it reads a folder of its package and not
    %APPDATA% (https://github.com/anthropics/claude-code/issues/26073)."""
    packages = _or(folders.localappdata, home / "AppData" / "Local") / "Packages"
    store = packages / "Claude_pzs8sxrjxfjjc" / "LocalCache" / "Roaming"
    roots = (store, _settings(platform, home, folders))[platform != "win32" :]
    return tuple(root / "Claude" / "claude_desktop_config.json" for root in roots)


def _zed(platform: str, home: PurePath, folders: Folders) -> PurePath:
    """On a Mac too it is in .config (https://zed.dev/docs/configuring-zed)."""
    if platform == "darwin":
        return home / ".config" / "zed"
    return _settings(platform, home, folders) / ("Zed" if platform == "win32" else "zed")


def _settings(platform: str, home: PurePath, folders: Folders) -> PurePath:
    """The folder in which programs of this operating system keep a person's settings."""
    if platform == "win32":
        return _or(folders.appdata, home / "AppData" / "Roaming")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return _or(folders.xdg_config_home, home / ".config")


def _or(given: str | None, usual: PurePath) -> PurePath:
    """The folder given, in the manner of the usual one, else the usual one."""
    return type(usual)(given) if given else usual
