"""What the doors for programs answer to files that they are sent."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema


class Uploaded(Schema):
    """Where a file that was sent is to be found."""

    code: Literal[200] = 200
    fileUrl: str = Field(description="The address by which other requests name the file.", json_schema_extra={"format": "uri"})
