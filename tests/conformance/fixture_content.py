"""The tools, prompts and resources that the conformance suite asks for by name, as data and plain answers.

The suite fixes names, shapes and a few values; the words are ours.
"""

import base64
import io
import json
import re
import struct
import wave
import zlib
from typing import Any

from mcp import types

EMPTY: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
WATCHED = "test://watched-resource"
_TEMPLATE = re.compile(r"test://template/([a-z0-9]{1,32})/data")


def _png() -> str:
    """One red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + header + pixel + chunk(b"IEND", b"")).decode()


def _wav() -> str:
    """A hundredth of a second of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(160))
    return base64.b64encode(file.getvalue()).decode()


IMAGE = types.ImageContent(data=_png(), mime_type="image/png")
AUDIO = types.AudioContent(data=_wav(), mime_type="audio/wav")


def text(words: str) -> types.TextContent:
    return types.TextContent(text=words)


def embedded(uri: str, words: str, mime_type: str = "text/plain") -> types.EmbeddedResource:
    return types.EmbeddedResource(resource=types.TextResourceContents(uri=uri, mime_type=mime_type, text=words))


def _says(*content: types.ContentBlock) -> types.CallToolResult:
    return types.CallToolResult(content=list(content))


ANSWERS: dict[str, types.CallToolResult] = {
    "test_simple_text": _says(text("One plain sentence.")),
    "test_image_content": _says(IMAGE),
    "test_audio_content": _says(AUDIO),
    "test_embedded_resource": _says(embedded("test://embedded-resource", "What the embedded resource holds.")),
    "test_multiple_content_types": _says(
        text("Three kinds of content:"),
        IMAGE,
        embedded("test://mixed-content-resource", json.dumps({"kind": "mixed"}), "application/json"),
    ),
    "test_error_handling": types.CallToolResult(content=[text("This tool fails, as it should.")], is_error=True),
}
"""Tools that answer the same whatever they are given."""

SCHEMAS: dict[str, dict[str, Any]] = {
    "json_schema_2020_12_tool": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": {
            "address": {
                "$anchor": "addressDef",
                "type": "object",
                "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
            }
        },
        "properties": {
            "name": {"type": "string"},
            "address": {"$ref": "#/$defs/address"},
            "contactMethod": {"type": "string", "enum": ["phone", "email"]},
            "phone": {"type": "string"},
            "email": {"type": "string"},
        },
        "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
        "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
        "then": {"required": ["phone"]},
        "else": {"required": ["email"]},
        "additionalProperties": False,
    },
    "test_header_parameter": {
        "type": "object",
        "properties": {"region": {"type": "string", "x-mcp-header": "Region"}},
        "required": ["region"],
    },
    "test_sampling": {"type": "object", "properties": {"prompt": {"type": "string"}}, "required": ["prompt"]},
    "test_elicitation": {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]},
}
"""The schemas of the tools that take arguments; the others take none."""

PROMPTS = (
    types.Prompt(name="test_simple_prompt", description="No arguments."),
    types.Prompt(
        name="test_prompt_with_arguments",
        description="Two arguments.",
        arguments=[types.PromptArgument(name=name, required=True) for name in ("arg1", "arg2")],
    ),
    types.Prompt(
        name="test_prompt_with_embedded_resource",
        description="Embeds the resource it is told of.",
        arguments=[types.PromptArgument(name="resourceUri", required=True)],
    ),
    types.Prompt(name="test_prompt_with_image", description="Holds an image."),
    types.Prompt(name="test_input_required_result_prompt", description="Asks before it answers."),
)


def messages(name: str, given: dict[str, str]) -> list[types.ContentBlock]:
    """What a prompt says, all of it as the user."""
    said: dict[str, list[types.ContentBlock]] = {
        "test_simple_prompt": [text("A prompt without arguments.")],
        "test_prompt_with_arguments": [text(f"First: {given.get('arg1')}. Second: {given.get('arg2')}.")],
        "test_prompt_with_embedded_resource": [
            embedded(given.get("resourceUri", ""), "What the resource holds."),
            text("Read the resource above."),
        ],
        "test_prompt_with_image": [IMAGE, text("Look at the image above.")],
    }
    return said[name]


RESOURCES = (
    types.Resource(uri="test://static-text", name="static-text", mime_type="text/plain"),
    types.Resource(uri="test://static-binary", name="static-binary", mime_type="image/png"),
    types.Resource(uri=WATCHED, name="watched-resource", mime_type="text/plain"),
)
RESOURCE_TEMPLATE = types.ResourceTemplate(
    uri_template="test://template/{id}/data", name="template", mime_type="application/json"
)


def resource(uri: str) -> types.TextResourceContents | types.BlobResourceContents | None:
    if uri == "test://static-binary":
        return types.BlobResourceContents(uri=uri, mime_type="image/png", blob=IMAGE.data)
    if found := _TEMPLATE.fullmatch(uri):
        return types.TextResourceContents(uri=uri, mime_type="application/json", text=json.dumps({"id": found[1]}))
    if uri in ("test://static-text", WATCHED):
        return types.TextResourceContents(uri=uri, mime_type="text/plain", text="What this resource holds.")
    return None
