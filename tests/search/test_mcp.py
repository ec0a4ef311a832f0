"""The tools for a language model, called by the official SDK's client over a real subprocess."""

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from pipeline.update import add

ROOT = Path(__file__).parents[2]
PLAN = """{title}

某府办发〔2024〕{number}号

一、主要任务
（一）土地整治
1. 整治低效用地。加快盘活存量土地，到2025年全县盘活{value}亩以上。（牵头单位：县资源规划局；配合单位：县财政局）
"""
Talk = Callable[[Client], Awaitable[Any]]


def talk(store: Path, what: Talk) -> Any:
    """Starts the server as README tells a client to, says `what`, and ends it."""
    arguments = ["-m", "search", "--mcp", "--store", str(store)]
    server = StdioServerParameters(
        command=sys.executable, args=arguments, env={"PYTHONPATH": str(ROOT)}, cwd=str(store.parent)
    )

    async def run() -> Any:
        async with Client(server) as client:
            return await what(client)

    # The browser's tests leave an event loop running in the main thread.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(anyio.run, run).result()


@pytest.fixture(scope="module")
def said(five_plans: Path) -> dict[str, Any]:
    """One visit: the tools, and a call of each that the tests below look at."""
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "ask": ("ask", {"question": "which units lead land reform in Zhoushan"}),
        "pages": ("ask", {"question": "定海区有哪些任务", "limit": 2, "offset": 2}),
        "silence": ("ask", {"question": "which units lead land reform in Hangzhou"}),
        "plans": ("list_plans", {"jurisdiction": "Zhoushan"}),
        "around": ("neighbourhood", {"node": "嵊泗县经济和信息化局", "types": ["LEADS"], "limit": 5}),
        "way": ("path", {"start": "嵊泗县经济和信息化局", "end": "嵊政办发〔2023〕26号"}),
        "no_way": ("path", {"start": "嵊泗县经济和信息化局", "end": "平湖市", "max_hops": 1}),
        "targets": ("compare", {"topic": "亩均税收", "jurisdictions": ["Dinghai", "嵊泗", "杭州"]}),
        "english": ("compare", {"topic": "tax per mu", "jurisdictions": ["Dinghai", "嵊泗"]}),
        "two": ("compare", {"plans": ["嵊政办发[2023]26号", "定政办发〔2022〕9号"], "limit": 3}),
    }

    async def visit(client: Client) -> dict[str, Any]:
        found: dict[str, Any] = {"tools": (await client.list_tools()).tools, "instructions": client.instructions}
        for key, (name, arguments) in calls.items():
            found[key] = await client.call_tool(name, arguments)
        return found

    return talk(five_plans, visit)


def value(said: dict[str, Any], key: str) -> dict[str, Any]:
    result = said[key]
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content  # for clients that show only text
    return result.structured_content


def test_five_tools_that_read_only_with_schemas_and_short_descriptions(said: dict[str, Any]) -> None:
    tools = {tool.name: tool for tool in said["tools"]}
    assert sorted(tools) == ["ask", "compare", "list_plans", "neighbourhood", "path"]
    for tool in tools.values():
        assert tool.annotations.read_only_hint and len(tool.description) < 300
        assert tool.input_schema["additionalProperties"] is False and tool.output_schema["type"] == "object"
        assert all("description" in held for held in tool.input_schema["properties"].values())
    assert tools["ask"].input_schema["required"] == ["question"] and "no_match" in said["instructions"]


def test_ask_answers_as_the_command_does_with_the_evidence(said: dict[str, Any]) -> None:
    answer = value(said, "ask")
    names = {unit["name"] for unit in answer["units"] if unit["role"] == "lead"}
    assert {"舟山市自然资源和规划局", "嵊泗县自然资源和规划局", "舟山市自然资源和规划局定海分局"} <= names
    assert {unit["basis"] for unit in answer["units"]} == {"declared", "first_listed"}
    for task in answer["tasks"]:
        assert task["evidence"]["quote"] and task["responsibilities"][0]["evidence"]["quote"]
    assert "neighbourhood" not in answer and len(json.dumps(answer)) < 60_000


def test_pages_and_silence(said: dict[str, Any]) -> None:
    page = value(said, "pages")
    assert len(page["tasks"]) == 2 < page["total"]
    silent = value(said, "silence")
    assert silent["status"] == "no_match" and silent["units"] == [] and "Hangzhou" in silent["answer"]


def test_plans_of_a_place_and_of_the_places_within_it(said: dict[str, Any]) -> None:
    plans = value(said, "plans")
    assert plans["total"] == 3 and {plan["jurisdiction"] for plan in plans["plans"]} == {"舟山市", "嵊泗县", "定海区"}


def test_what_lies_around_a_unit_and_the_way_to_a_plan(said: dict[str, Any]) -> None:
    around = value(said, "around")
    assert around["nodes"][0]["label"] == "嵊泗县经济和信息化局" and len(around["nodes"]) == 5
    assert {edge["type"] for edge in around["edges"]} == {"LEADS"} and around["edges"][0]["evidence"][0]["quote"]
    way = value(said, "way")
    assert way["found"] and way["nodes"][0]["type"] == "Unit" and way["nodes"][-1]["type"] == "Plan"
    assert len(way["edges"]) == len(way["nodes"]) - 1
    assert value(said, "no_way")["found"] is False


@pytest.mark.parametrize("key", ["targets", "english"])
def test_targets_side_by_side(said: dict[str, Any], key: str) -> None:
    compared = value(said, key)
    assert {target["jurisdiction"] for target in compared["targets"]} == {"定海区", "嵊泗县"}
    assert all(target["evidence"]["quote"] for target in compared["targets"])
    assert compared["without"] == (["杭州市"] if key == "targets" else [])


def test_two_plans_task_by_task(said: dict[str, Any]) -> None:
    plans = value(said, "two")["plans"]
    assert (plans["left"]["jurisdiction"], plans["right"]["jurisdiction"]) == ("嵊泗县", "定海区")
    assert plans["totals"]["only_left"] > 3 == len(plans["only_left"])
    assert all(row["title"] and row["evidence"]["quote"] for row in plans["only_right"])


def test_what_cannot_be_done_is_one_clear_line_and_the_server_goes_on(five_plans: Path) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("ask", {}, "question: is needed"),
        ("ask", {"question": ""}, "empty"),
        ("ask", {"question": "土" * 10_000}, "10,000 characters"),
        ("ask", {"question": "土地", "limit": 0}, "limit: input should be greater than or equal to 1, got 0"),
        ("ask", {"question": "土地", "colour": "red"}, "colour: no such argument"),
        ("ask", {"question": "土地", "role": "boss"}, "lead, support"),
        ("list_plans", {"jurisdiction": "Zhoushn"}, "near it"),
        ("neighbourhood", {"node": "嵊泗县经信"}, "嵊泗县经济和信息化局"),
        ("neighbourhood", {"node": "舟山市", "types": ["LEADERS"]}, "LEADS, SUPPORTS"),
        ("path", {"start": "舟山市", "end": "nobody"}, "no such node"),
        ("compare", {}, "either a topic"),
        ("compare", {"plans": ["嵊政办发〔2023〕26号"]}, "two of them"),
        ("compare", {"topic": "亩均税收", "jurisdictions": ["Atlantis"]}, "no such place"),
        ("drop_everything", {}, "there are ask"),
    ]

    async def visit(client: Client) -> list[Any]:
        return [await client.call_tool(name, arguments) for name, arguments, _ in wrong]

    for result, (name, _, says) in zip(talk(five_plans, visit), wrong, strict=True):
        text = result.content[0].text
        assert result.is_error and says in text and "\n" not in text and len(text) < 400, (name, text)


def test_the_snapshot_in_force_is_the_one_that_answers(tmp_path: Path) -> None:
    """Documents that are added while the server runs are in the next answer."""
    store, first, second = tmp_path / "store", tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text(PLAN.format(title="嵊泗县土地整治行动方案", number=1, value=300), "utf-8")
    second.write_text(PLAN.format(title="岱山县土地整治行动方案", number=2, value=500), "utf-8")
    add(store, [first])

    async def visit(client: Client) -> list[dict[str, Any]]:
        before = await client.call_tool("list_plans", {})
        add(store, [second])
        return [before.structured_content, (await client.call_tool("list_plans", {})).structured_content]

    before, after = talk(store, visit)
    assert (before["total"], after["total"]) == (1, 2) and before["snapshot"] != after["snapshot"]


def test_nothing_but_the_protocol_on_standard_output(five_plans: Path) -> None:
    """Spoken by hand: every line is a message, also after rubbish; the end of the input ends the server."""
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "hand", "version": "1"}}
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        "no message at all",
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "list_plans"}}),
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "search", "--mcp", "--store", str(five_plans)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as server:
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write("\n".join(lines) + "\n")
        server.stdin.flush()
        answers = []
        while not any(answer.get("id") == 2 for answer in answers):
            answers.append(json.loads(server.stdout.readline()))
        rest, _ = server.communicate(timeout=60)
    assert server.returncode == 0 and [json.loads(line) for line in rest.splitlines()] == []
    assert answers[-1]["result"]["structuredContent"]["total"] == 5


def test_a_missing_store_is_one_line_and_1(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "search", "--mcp", "--store", str(tmp_path / "none")]
    done = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1) and "ingest add" in done.stderr


def test_without_the_sdk_one_line_says_what_brings_it(five_plans: Path) -> None:
    hide = "import sys; sys.modules['mcp'] = None; sys.argv = ['search', '--mcp', '--store', sys.argv[1]]; "
    code = hide + "import runpy; runpy.run_module('search', run_name='__main__')"
    command = [sys.executable, "-c", code, str(five_plans)]
    done = subprocess.run(command, cwd=ROOT, input="", capture_output=True, text=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "pip install -r requirements.txt" in done.stderr
