"""The SDK's server, saying in its handshake what it can tell of."""

from typing import Any

from mcp.server import Server
from mcp.server.lowlevel.server import NotificationOptions
from mcp.server.models import InitializationOptions

from it_advisor.doors import apps


class Announcing(Server[dict[str, Any]]):
    """A server that says it tells of changed lists, on every transport, and that it has pages for hosts to show."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.extensions[apps.EXTENSION] = {}

    def create_initialization_options(
        self,
        notification_options: NotificationOptions | None = None,
        experimental_capabilities: dict[str, dict[str, Any]] | None = None,
        extensions: dict[str, dict[str, Any]] | None = None,
    ) -> InitializationOptions:
        announced = notification_options or NotificationOptions(True, True, True)
        return super().create_initialization_options(announced, experimental_capabilities, extensions)
