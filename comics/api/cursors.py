"""How lists are asked for by parts, in the query of an address."""

from typing import Annotated

from ninja import Query

from comics.programs.parts import LONGEST, MOST

Cursor = Annotated[
    str,
    Query(max_length=LONGEST, description="Where the part begins: `nextCursor` of the part before.", examples=[""]),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many rows the part has at most.")]
