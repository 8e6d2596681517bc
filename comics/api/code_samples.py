"""How each operation is called, with curl and in Python: with the SDK of the Comic API where it knows the operation."""

from __future__ import annotations

import json
from typing import Any

TOKEN = "YOUR_API_TOKEN"  # nosec B105  # noqa: S105 - what people put their own in the place of
# The calls of the package `llamagen-python`, by method and path; {body} is the example of what is sent.
SDK: dict[tuple[str, str], str] = {
    ("post", "/comics/generations"): (
        "created = client.comic.create({body})\n"
        'comic = client.comic.wait_for_completion(created["id"])\n'
        'for page in comic["comics"]:\n'
        '    for panel in page["panels"]:\n'
        '        print(page["page"], panel["panel"], panel["assetUrl"])'
    ),
    ("get", "/comics/generations/{id}"): (
        'comic = client.comic.get("gen_12")\npanel = client.comic.get("gen_12", page=0, panel=2)'
    ),
    ("patch", "/comics/generations/{id}"): (
        "client.comic.continue_write(\n"
        '    "gen_12",\n'
        '    {"prompt": "The next morning the lake is gone.", "fixPanelNum": 4},\n'
        ")\n"
        "client.comic.update_panel(\n"
        '    "gen_12",\n'
        '    {"page": 0, "panel": 2, "prompt": "Closer, in the rain."},\n'
        ")"
    ),
    ("post", "/comics/upload"): 'print(client.comic.upload("picture.png")["fileUrl"])',
    ("get", "/comics/usage"): "print(client.comic.usage())",
}


def curl(method: str, path: str, content: dict[str, Any], *, base: str) -> str:
    """The operation as a command; `content` is the request body's content of the document, `path` has its examples in it."""
    lines = [f"curl {_verb(method, content)}{base}{path}", f'  -H "Authorization: Bearer {TOKEN}"']
    if "multipart/form-data" in content:
        lines.append('  -F "file=@picture.png"')
    elif content:
        sent = json.dumps(content["application/json"]["example"], ensure_ascii=False, indent=2).replace("'", "’")
        lines += ['  -H "Content-Type: application/json"', f"  -d '{sent}'"]
    return " \\\n".join(lines)


def _verb(method: str, content: dict[str, Any]) -> str:
    implied = "post" if content else "get"
    return "" if method == implied else f"-X {method.upper()} "


def python(method: str, path: str, content: dict[str, Any], *, base: str, template: str) -> str:
    """The operation in Python; `template` is its path as the document has it, `path` has the examples in it."""
    example = content.get("application/json", {}).get("example")
    called = SDK.get((method, template))
    if called:
        opened = f'client = LlamaGenClient(\n    api_key="{TOKEN}",\n    base_url="{base}",\n)'
        return f"from llamagen import LlamaGenClient\n\n{opened}\n" + called.replace("{body}", _literal(example))
    sent = f",\n    json={_literal(example, 1)}" if example is not None else ""
    headers = f'headers={{"Authorization": "Bearer {TOKEN}"}}'
    return f'import httpx\n\nanswer = httpx.{method}(\n    "{base}{path}",\n    {headers}{sent},\n)\nprint(answer.json())'


def _literal(value: Any, depth: int = 0) -> str:
    """A value as Python writes it, a field a line."""
    inner, outer = "    " * (depth + 1), "    " * depth
    if isinstance(value, dict) and value:
        lines = [f"{inner}{json.dumps(name)}: {_literal(each, depth + 1)},\n" for name, each in value.items()]
        return "{\n" + "".join(lines) + outer + "}"
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return "[\n" + "".join(f"{inner}{_literal(each, depth + 1)},\n" for each in value) + outer + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)
