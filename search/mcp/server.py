"""The tools over standard input and output, by the official SDK. Knows the protocol; what tools do is elsewhere."""

import asyncio
import json
import logging
import signal
import threading
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from graph_schema.errors import InputError, PlanGraphError
from graph_store.opening import open_snapshot
from search.engine import Engine, open_store
from search.mcp.arguments import input_schema, read_arguments
from search.mcp.shapes import output_schema
from search.mcp.tools import TOOLS

_INSTRUCTIONS = (
    "Answers from the official plans of Chinese local governments that are loaded here, and from nothing else. "
    "Cite the quote and its document with what you take over. A lead whose basis is first_listed is only listed first. "
    "The status no_match is an answer: nothing in these plans says so."
)
_MOST_MESSAGE = 300
_logger = logging.getLogger(__name__)


class _Shelf:
    """The engine of the snapshot in force; one call at a time, so that none is closed while it is read."""

    def __init__(self, location: str, encoder: str) -> None:
        self._location, self._encoder = location, encoder
        self._lock = threading.Lock()
        self._engine = open_store(location, encoder=encoder)

    def call(self, name: str, arguments: dict[str, Any] | None) -> dict[str, Any]:
        """The result of a tool. Raises PlanGraphError."""
        tool = TOOLS.get(name)
        if tool is None:
            raise InputError(f"no tool {name[:40]!r}; there are {', '.join(TOOLS)}")
        wanted = read_arguments(tool.arguments, arguments)
        with self._lock:
            return tool.run(self._current(), wanted)

    def _current(self) -> Engine:
        with open_snapshot(self._location) as snapshot:
            in_force = snapshot.id
        if in_force != self._engine.graph.snapshot_id:
            opened = open_store(self._location, encoder=self._encoder)
            self._engine.close()
            self._engine = opened
        return self._engine

    def close(self) -> None:
        """Let go of the store."""
        self._engine.close()


def serve(store: str, encoder: str, *, name: str, version: str) -> None:
    """Answer on standard input and output until the input ends. Raises PlanGraphError where there is no store."""
    shelf = _Shelf(store, encoder)
    # The thread that waits for input can be ended by nothing else; and a reader leaves nothing half done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        asyncio.run(_run(_server(shelf, name, version)))
    finally:
        shelf.close()


async def _run(server: Server[dict[str, Any]]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _server(shelf: _Shelf, name: str, version: str) -> Server[dict[str, Any]]:
    tools = _tools()

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=tools)

    async def call_tool(_: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        return await asyncio.to_thread(_result, shelf, params.name, params.arguments)

    return Server(name, version=version, instructions=_INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool)


def _tools() -> list[Tool]:
    return [
        Tool(
            name=name,
            description=tool.description,
            input_schema=input_schema(tool.arguments),
            output_schema=output_schema(tool.result),
            annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
        )
        for name, tool in TOOLS.items()
    ]


def _result(shelf: _Shelf, name: str, arguments: dict[str, Any] | None) -> CallToolResult:
    """The result as values and, for clients that show a model only text, as JSON text."""
    try:
        held = shelf.call(name, arguments)
    except PlanGraphError as exc:
        return _error(" ".join(str(exc).split()))
    except Exception as exc:
        # A fault of ours ends one call, not the server: its story goes to the log, a line of it to the client.
        _logger.exception("%s failed", name)
        return _error(
            f"internal fault ({exc.__class__.__name__}: {' '.join(str(exc).split())[:_MOST_MESSAGE]}); report it"
        )
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=held)


def _error(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=message)], is_error=True)
