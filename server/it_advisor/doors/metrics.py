"""Figures for Prometheus at /metrics: requests by route and status, how long they took, how many are at work."""

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from it_advisor.doors.journal import Answered, Tell
from it_advisor.errors import Incomplete, Words
from it_advisor.installing import command
from it_advisor.settings import Folders

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names where several processes put their figures, so that any of them can tell the sum."""


def counting() -> tuple[Tell, Route]:
    """What counts a request, and the route that shows the counts. Raises Incomplete without the extra."""
    registry = _registry()
    from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

    told = ("method", "route", "status")
    requests = Counter("it_advisor_requests", "Requests answered", told, registry=registry)
    lasting = "From a request's head to the end of its answer"
    seconds = Histogram("it_advisor_request_seconds", lasting, ("route",), registry=registry)

    def tell(answered: Answered) -> None:
        requests.labels(answered.method, answered.route, str(answered.status)).inc()
        seconds.labels(answered.route).observe(answered.seconds)

    async def show(_: Request) -> Response:
        shown = generate_latest(_together() if Folders().prometheus_multiproc_dir else registry)
        return Response(shown, headers={"Cache-Control": "no-store"}, media_type=CONTENT_TYPE_LATEST)

    return tell, Route("/metrics", show)


def _registry() -> "CollectorRegistry":
    try:
        from prometheus_client import CollectorRegistry
    except ImportError as error:
        install = command("metrics")
        words = Words(
            f"IT_ADVISOR_METRICS 需要可选部分 [metrics]：{install}",
            f"IT_ADVISOR_METRICS needs the optional part [metrics]: {install}",
        )
        raise Incomplete(words) from error
    return CollectorRegistry()


def _together() -> "CollectorRegistry":
    """The figures of all processes."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
