"""Everything an installation may change, read once from the environment."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

Toolset = Literal["core"]


class Settings(BaseSettings):
    """The environment variables `IT_ADVISOR_…`, frozen."""

    model_config = SettingsConfigDict(env_prefix="IT_ADVISOR_", frozen=True, extra="ignore")

    prompts: Path | None = Field(default=None, description="A folder of your own templates; adds to and overrides ours")
    cases: Path | None = Field(default=None, description="A folder of your own cases; adds to ours")


class Folders(BaseSettings):
    """Where the operating system and the clients say a person's own settings are kept, if they say so."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    appdata: str | None = None
    localappdata: str | None = None
    xdg_config_home: str | None = None
    claude_config_dir: str | None = None
