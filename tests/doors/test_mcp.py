"""The MCP surface, seen by a client of either era; in memory, no process."""

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from mcp import Client, MCPError, types

from it_advisor.content import load
from it_advisor.desk import Desk, open_desk, tools_for
from it_advisor.doors import mcp_server
from it_advisor.operations import OPERATIONS
from it_advisor.settings import Settings

PROMPT = types.PromptReference(name="recommend_it_systems")
FOUR = ["business_nature", "company_size", "budget_range", "technical_requirements"]


LIBRARY = load(Settings())


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings())


@pytest.fixture(params=["auto", "legacy"], ids=["2026-07-28", "2025-11-25"])
def client(request: pytest.FixtureRequest, desk: Desk) -> Client:
    """Not connected yet: a test opens it, so that it is closed in the same task."""
    return Client(mcp_server.build(desk), mode=request.param)


async def test_the_prompt_has_exactly_the_four_arguments(client: Client) -> None:
    """Only business_nature is required; names are ASCII, descriptions speak both languages."""
    async with client:
        prompts = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
        assert set(prompts) >= {"recommend_it_systems", "recommend_it_systems_from_text", "compare_offers"}
        arguments = prompts["recommend_it_systems"].arguments or []
        assert [argument.name for argument in arguments] == FOUR
        assert [argument.name for argument in arguments if argument.required] == ["business_nature"]
        for argument in arguments:
            assert argument.description is not None
            assert any("\u4e00" <= letter <= "\u9fff" for letter in argument.description)
            assert any(letter.isascii() and letter.isalpha() for letter in argument.description)
        assert prompts["recommend_it_systems"].icons


async def test_prompt_and_tool_give_one_text(client: Client) -> None:
    """A client without prompts loses nothing: the tool's twin reads the same."""
    async with client:
        given = {"business_nature": "连锁酒店，12 家门店", "company_size": "600 人"}
        prompt = await client.get_prompt("recommend_it_systems", given)
        answer = await client.call_tool("recommend_it_systems", given)
        message = prompt.messages[0].content
        assert isinstance(message, types.TextContent)
        assert answer.structured_content is not None
        assert answer.structured_content["prompt"] == message.text
        assert [block.text for block in answer.content if isinstance(block, types.TextContent)][-1] == message.text


async def test_a_case_says_when_it_was_written_as_the_specification_wants(client: Client) -> None:
    """With time and zone: the TypeScript SDK refuses the whole list for a bare date."""
    async with client:
        listed = (await client.list_resources()).resources
        dates = [one.annotations.last_modified for one in listed if one.uri.startswith("case://") and one.annotations]
        assert len(dates) == len(LIBRARY.cases)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date or "") for date in dates)


async def test_a_free_text_fills_the_second_prompt(client: Client) -> None:
    """For clients that pass one argument only."""
    async with client:
        prompt = await client.get_prompt("recommend_it_systems_from_text", {"description": "我们是 40 人的慈善基金会"})
        message = prompt.messages[0].content
        assert isinstance(message, types.TextContent)
        assert "我们是 40 人的慈善基金会" in message.text


async def test_tools_say_what_they_do_to_the_world(client: Client) -> None:
    """Read-only but what makes files, closed world; ASCII names; both languages; a shape for the answer."""
    async with client:
        tools = (await client.list_tools()).tools
        assert [one.name for one in tools] == [one.name for one in tools_for(Settings(), False)]
        for one in tools:
            assert one.annotations is not None
            assert one.annotations.read_only_hint is not (
                OPERATIONS[one.name].gives_files or OPERATIONS[one.name].writes
            )
            assert one.annotations.open_world_hint is False
            assert one.input_schema["additionalProperties"] is False
            assert one.output_schema is not None
            assert one.title is not None
            assert any("\u4e00" <= letter <= "\u9fff" for letter in one.title)


async def test_lists_come_in_one_order(client: Client) -> None:
    """Asked twice, answered alike, so that a client's cache and a model's context stay valid."""
    async with client:
        first, second = [(await client.list_resources()).resources for _ in range(2)]
        assert first == second
        uris = [str(one.uri) for one in first]
        cases = [uri for uri in uris if uri.startswith("case://")]
        assert cases == sorted(cases)
        assert "schema://report-summary" in uris
        assert "template://recommend_it_systems/en" in uris


async def test_whatever_is_listed_but_tools_has_a_picture_and_resources_say_whom_they_are_for(client: Client) -> None:
    """Tools have none: a model would pay for the pictures on every turn."""
    async with client:
        resources = (await client.list_resources()).resources
        templates = (await client.list_resource_templates()).resource_templates
        for one in (*(await client.list_prompts()).prompts, *resources, *templates):
            assert one.icons, one.name
        audiences = {str(one.uri): one.annotations and one.annotations.audience for one in resources}
        assert audiences["case://hotel-group-pms-crs"] == ["user", "assistant"]
        assert audiences["template://recommend_it_systems/en"] == ["user"]
        assert audiences["schema://report-summary"] == ["assistant"]


async def test_every_listed_resource_can_be_read(client: Client) -> None:
    """And a case arrives in its envelope, with its source."""
    async with client:
        for resource in (await client.list_resources()).resources:
            content = (await client.read_resource(resource.uri)).contents[0]
            assert isinstance(content, types.TextResourceContents)
            assert content.text
            assert resource.size in (None, len(content.text.encode()))
            if str(resource.uri).startswith("case://"):
                assert content.text.startswith("<case-")
                assert "origin=" in content.text.splitlines()[0]
        schema = (await client.read_resource("schema://report-summary")).contents[0]
        assert isinstance(schema, types.TextResourceContents)
        assert json.loads(schema.text)["type"] == "object"


@pytest.mark.parametrize(
    ("argument", "typed", "others", "first"),
    [
        ("company_size", "中", {}, "中型企业（100–499 人）"),
        ("company_size", "med", {}, "medium (100–499 people)"),
        ("budget_range", "高", {}, "高预算"),
        ("business_nature", "保", {}, "保险"),
        ("business_nature", "heal", {}, "Healthcare"),
        ("technical_requirements", "", {"business_nature": "医院，800 张床位"}, "电子病历（HL7/FHIR 接口）"),
        (
            "technical_requirements",
            "single sign-on; card",
            {"business_nature": "hotel chain"},
            None,
        ),
        (
            "technical_requirements",
            "door lock and POS interfaces; chan",
            {"business_nature": "hotel chain"},
            "door lock and POS interfaces;channel manager",
        ),
    ],
)
async def test_completion_speaks_the_language_typed(
    client: Client, argument: str, typed: str, others: dict[str, str], first: str | None
) -> None:
    """Sizes, budgets, industries, and what such an organisation usually needs."""
    async with client:
        found = await client.complete(PROMPT, {"name": argument, "value": typed}, others)
        assert (found.completion.values or [None])[0] == first


async def test_nothing_is_offered_for_what_is_no_beginning_any_more(client: Client) -> None:
    """Beyond 500 characters nobody is looking for a word, and looking would take the time of everybody else."""
    async with client:
        context = {"business_nature": "hotel chain"}
        for size, offers in ((500, True), (501, False), (1_000_000, False)):
            argument = {"name": "technical_requirements", "value": ("single sign-on;" + "x;" * size)[: size - 1] + ";"}
            found = await client.complete(PROMPT, argument, context)
            assert bool(found.completion.values) == offers


async def test_a_prompt_is_described_in_the_language_it_is_filled_in(client: Client) -> None:
    """Chinese asked in Chinese, English in English."""
    async with client:
        for business, language in (("连锁酒店", "zh"), ("a hotel chain", "en")):
            described = (await client.get_prompt("recommend_it_systems", {"business_nature": business})).description
            version = LIBRARY.templates.find("recommend_it_systems", language)
            assert version is not None
            assert described == version.description


async def test_resource_parameters_complete_too(client: Client) -> None:
    """Case ids, template names and languages."""
    async with client:
        case = types.ResourceTemplateReference(uri="case://{id}")
        template = types.ResourceTemplateReference(uri="template://{name}/{language}")
        ids = (await client.complete(case, {"name": "id", "value": "hotel"})).completion.values
        assert ids
        assert ids[0].startswith("hotel")
        names = (await client.complete(template, {"name": "name", "value": "recommend"})).completion.values
        assert names == ["recommend_it_systems", "recommend_it_systems_from_text"]
        assert (await client.complete(template, {"name": "language", "value": "z"})).completion.values == ["zh"]


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("no_such_prompt", {}, "recommend_it_systems"),
        ("report_form", {}, "no prompt template report_form"),
        ("recommend_it_systems", {}, "business_nature"),
        ("recommend_it_systems", {"business_nature": "shop", "cases": "2"}, "cases"),
        ("recommend_it_systems", {"business_nature": "shop\x00"}, "U+0000"),
        ("recommend_it_systems", {"business_nature": "shop", "budget_range": "a\u202eb"}, "budget_range"),
    ],
)
async def test_a_bad_prompt_request_is_invalid_params(
    client: Client, name: str, arguments: dict[str, str], says: str
) -> None:
    """The code is -32602 and the message names the field and the remedy; the next request is answered."""
    async with client:
        with pytest.raises(MCPError) as caught:
            await client.get_prompt(name, arguments)
        assert caught.value.code == types.INVALID_PARAMS
        assert says in caught.value.message
        assert (await client.get_prompt("recommend_it_systems", {"business_nature": "shop"})).messages


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_template_that_fails_is_the_services_own_fault(
    mode: Literal["auto", "legacy"], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Not the caller's: internal error of the prompt, is_error of the tool; the file is named, its folder is not."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    head = "---\nname: mine\ntitle: Mine\ndescription: d\nversion: 1\nlanguage: en\ntool: true\n---\n"
    (folder / "mine.en.md").write_text(head + "{{ today < cases }}\n", "utf-8")
    async with Client(mcp_server.build(open_desk(Settings(prompts=folder))), mode=mode) as client:
        with pytest.raises(MCPError) as caught:
            await client.get_prompt("mine", {})
        answer = await client.call_tool("mine", {})
    assert caught.value.code == types.INTERNAL_ERROR
    assert answer.is_error
    assert isinstance(answer.content[0], types.TextContent)
    for said in (caught.value.message, answer.content[0].text):
        assert said.startswith("mine.en.md: '<' not supported")
        assert "folder" not in said
        assert str(tmp_path) not in said
    assert f"{folder}/mine.en.md" in caplog.text


async def test_a_bad_tool_argument_is_for_the_model(client: Client) -> None:
    """Every fault of the call at once, in the caller's language, so that the next call can be right."""
    async with client:
        answer = await client.call_tool("recommend_it_systems", {"company_size": "三百人\u200b", "colour": "red"})
        assert answer.is_error
        assert isinstance(answer.content[0], types.TextContent)
        assert "company_size" in answer.content[0].text
        answer = await client.call_tool("recommend_it_systems", {"company_size": "三百人", "colour": "red"})
        assert isinstance(answer.content[0], types.TextContent)
        assert answer.content[0].text.startswith("business_nature：必填")
        assert "colour：没有这个参数" in answer.content[0].text


async def test_unknown_names_are_protocol_errors(client: Client) -> None:
    """Tool, resource, cursor and completion: -32602, as the specification asks."""
    async with client:
        nothing = types.PromptReference(name="nothing")
        for call in (
            client.call_tool("nothing", {}),
            client.read_resource("case://nothing"),
            client.read_resource("case://../../etc/passwd"),
            client.read_resource("template://recommend_it_systems/fr"),
            client.list_tools(cursor="page-2"),
            client.complete(nothing, {"name": "x", "value": ""}),
        ):
            with pytest.raises(MCPError) as caught:
                await call
            assert caught.value.code == types.INVALID_PARAMS
        missing = await client.call_tool("get_case", {"id": "nothing"})
        assert missing.is_error


def test_a_long_list_comes_in_pages() -> None:
    """Every item once, whatever the page size; a cursor from nowhere is refused."""
    items = list(range(250))
    seen: list[int] = []
    cursor = None
    while True:
        page, cursor = mcp_server.paged(items, types.PaginatedRequestParams(cursor=cursor) if cursor else None)
        seen += page
        if cursor is None:
            break
    assert seen == items
    for wrong in ("after-0", "after-250", "after-x", "100"):
        with pytest.raises(MCPError):
            mcp_server.paged(items, types.PaginatedRequestParams(cursor=wrong))


async def test_modern_lists_may_be_cached() -> None:
    """A client of 2026-07-28 learns how long a list stays fresh, and that it is the same for everybody."""
    server = mcp_server.build(open_desk(Settings()))
    async with Client(server) as client:
        listed = await client.list_tools()
        assert (listed.ttl_ms, listed.cache_scope) == (60_000, "public")


async def test_a_tool_names_its_page_for_hosts_that_show_pages(client: Client) -> None:
    """MCP Apps: one HTML text that fetches nothing; whoever shows no pages has text and data as before."""
    async with client:
        tools = (await client.list_tools()).tools
        pages = {name: f"ui://it-advisor/{one.page}" for name, one in OPERATIONS.items() if one.page}
        assert {one.name: one.meta for one in tools if one.meta} == {
            name: {"ui": {"resourceUri": uri}} for name, uri in pages.items()
        }
        for uri in pages.values():
            content = (await client.read_resource(uri)).contents[0]
            assert isinstance(content, types.TextResourceContents)
            assert (content.mime_type, content.meta) == (
                "text/html;profile=mcp-app",
                {"ui": {"csp": {}, "prefersBorder": True}},
            )
            assert len(content.text.encode()) < 60_000
            assert set(re.findall('https?://[^"]+', content.text)) <= {"http://www.w3.org/2000/svg"}
        with pytest.raises(MCPError, match="no resource"):
            await client.read_resource("ui://it-advisor/nothing")


async def test_a_modern_client_is_told_of_the_pages(desk: Desk) -> None:
    """The handshake of 2025-11-25 has no place for it; hosts of that time go by the tools."""
    async with Client(mcp_server.build(desk)) as client:
        assert client.server_capabilities.extensions == {"io.modelcontextprotocol/ui": {}}
