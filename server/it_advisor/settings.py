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
