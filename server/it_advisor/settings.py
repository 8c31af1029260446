"""Everything an installation may change, read once from the environment."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from it_advisor.errors import Misconfigured, Words
from it_advisor.model import Toolset
from it_advisor.problems import problems

TOOLSETS: tuple[Toolset, ...] = get_args(Toolset)
ALONE: tuple[Toolset, ...] = ("core", "decide", "documents", "templates")
WITH_A_STORE: tuple[Toolset, ...] = ("core", "decide", "documents", "dossier")


class Settings(BaseSettings):
    """The environment variables `IT_ADVISOR_…`, frozen."""

    model_config = SettingsConfigDict(env_prefix="IT_ADVISOR_", frozen=True, extra="ignore", env_ignore_empty=True)

    prompts: Path | None = Field(
        default=None,
        description="自己的模板文件夹，增补或取代随附的 A folder of your own templates; adds to and replaces ours",
    )
    cases: Path | None = Field(
        default=None,
        description="自己的案例文件夹，增补或取代随附的 A folder of your own cases; adds to and replaces ours",
    )
    database: str | None = Field(
        default=None,
        description="决策档案与案例库的数据库：文件路径或 postgresql:// 地址；不设则用本人数据文件夹 "
        "The database of dossiers and contributed cases: a path or a postgresql:// URL; "
        "a file in your own data folder if not set",
    )
    toolsets: Annotated[tuple[Toolset, ...], NoDecode] = Field(
        default=(),
        description=f"给模型看的工具集 The tools a model is shown, of {', '.join(TOOLSETS)}. 不设 Not set: "
        f"{', '.join(ALONE)}; 有数据库或多人共用时 with a database, or where a server is shared: "
        f"{', '.join(WITH_A_STORE)}；至多十个工具 at most ten tools",
    )
    exports: Path | None = Field(
        default=None,
        description="本机 MCP 服务写文档的文件夹 Where a server on your own computer writes documents; "
        "Documents/it-advisor in your home if not set",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="可从浏览器调用 REST 的其他网站，如 https://app.example.com；不设则都不可 "
        "Other sites whose pages may call REST, e.g. https://app.example.com; none if not set",
    )
    semantic: bool = Field(
        default=False,
        description="true：文字都不匹配时按意思找案例，需 [semantic] "
        "true: where no case fits by words, look by meaning; needs [semantic]",
    )

    url: str | None = Field(
        default=None,
        description="本服务对外的地址，如 https://advisor.example.com；用登录服务时必填 This server's public address, "
        "e.g. https://advisor.example.com; needed with an issuer",
    )
    issuer: str | None = Field(
        default=None,
        description="信任的 OpenID 登录服务（issuer） The OpenID provider whose tokens are trusted; its `iss`",
    )
    audience: str | None = Field(
        default=None,
        description="令牌 aud 的另一个可接受值 Another `aud` of tokens for this server, beside its address and that of "
        "/mcp",
    )
    workspace_claim: str | None = Field(
        default=None,
        description="令牌中写明工作区的声明 The claim of tokens that names the caller's workspace",
    )

    client_id: str | None = Field(
        default=None,
        description="网页在登录服务处的客户端编号；回调地址为“对外地址/sign-in/back” What the provider knows the web "
        "page as; its redirect address is IT_ADVISOR_URL/sign-in/back",
    )
    client_secret: SecretStr | None = Field(
        default=None,
        description="它的密钥；公共客户端不设 Its secret; not set for a public client",
    )

    token: SecretStr | None = Field(
        default=None,
        description="`it-advisor connect` 向团队服务出示的令牌 What `it-advisor connect` shows a team's server",
    )

    team_url: str | None = Field(
        default=None,
        description="不带命令启动时改为桥接到此团队服务 Started without a command, it bridges to this team's server",
    )

    requests_per_minute: int | None = Field(
        default=None,
        ge=0,
        description="HTTP：每个调用者每分钟的请求数，0 为不限；不设：共享的服务 600，本机不限 "
        "Over HTTP, requests a minute of one caller, 0 for no limit; not set: 600 where a server is shared",
    )
    metrics: bool = Field(
        default=False,
        description="true：在 /metrics 提供 Prometheus 指标，需 [metrics] "
        "true: figures for Prometheus at /metrics; needs [metrics]",
    )
    log_requests: bool = Field(
        default=False,
        description="true：每个 HTTP 请求记一行，不含参数和查询 true: a line in the log for each HTTP request, "
        "without arguments or queries",
    )
    log_format: Literal["plain", "json"] = Field(
        default="plain", description="日志为文本或每行一个 JSON The log as text, or as one JSON object a line"
    )

    @field_validator("prompts", "cases", "database", "team_url", "token", mode="before")
    @classmethod
    def leave_out_what_a_bundle_did_not_fill(cls, value: object) -> object:
        return None if isinstance(value, str) and value.startswith("${user_config.") else value

    @field_validator("toolsets", "cors_origins", mode="before")
    @classmethod
    def split_at_commas(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @property
    def own_database(self) -> Path:
        """Where a person's own dossiers lie if no database is set."""
        return Folders().data / "it-advisor" / "it-advisor.db"


def from_environment() -> Settings:
    """Raises Misconfigured naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problem = next(problems(error, Settings))
        name = f"IT_ADVISOR_{problem.field.split('.')[0].upper()}"
        raise Misconfigured(Words(f"{name}：{problem.words.zh}", f"{name}: {problem.words.en}")) from error


class ModelAccess(BaseSettings):
    """What opens the endpoint that `it-advisor evals` asks; no server of ours needs it, so it is no setting of one."""

    model_config = SettingsConfigDict(
        env_prefix="IT_ADVISOR_EVALS_", frozen=True, extra="ignore", env_ignore_empty=True
    )

    key: SecretStr | None = None


class Folders(BaseSettings):
    """Where the operating system and other programs say that something is kept, if they say so."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    appdata: str | None = None
    localappdata: str | None = None
    xdg_config_home: str | None = None
    claude_config_dir: str | None = None
    codex_home: str | None = None
    xdg_data_home: str | None = None
    prometheus_multiproc_dir: str | None = None

    @property
    def data(self) -> Path:
        """Where programs keep what a person made with them."""
        if sys.platform == "win32":
            return Path(self.localappdata or Path.home() / "AppData" / "Local")
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Application Support"
        return Path(self.xdg_data_home or Path.home() / ".local" / "share")


def environment_with(name: str, value: str) -> dict[str, str]:
    """What a process that is started gets: this one's environment, and a variable more."""
    return {**os.environ, name: value}
