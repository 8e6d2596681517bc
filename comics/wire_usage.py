"""What programs are told of their plan: the Comic API's words, and after them some of our own."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, Field


class Usage(BaseModel):
    """What the token's team has used in this calendar month (UTC), and what its plan allows. One credit is one panel."""

    apiUsageCount: int = Field(description="Credits used.", examples=[12])
    apiMaxUsage: int = Field(description="Credits that the plan has for a month.", examples=[100])
    credits: int = Field(description="Credits left.", examples=[88])
    isPaidPlan: bool = Field(description="Whether pictures come without a watermark.", examples=[True])
    creditBalance: int = Field(description="The same as credits.", examples=[88])
    remaining: int = Field(description="The same as credits.", examples=[88])
    plan: str = Field(description="What the plan is called.", examples=["standard"])
    creates: int = Field(description="How often something was created, continued or redrawn.", examples=[3])
    createsPerMinute: int = Field(examples=[10])
    createsPerDay: int | None = Field(description="null where a day has no limit of its own.", examples=[None])
    readsPerMinute: int = Field(description="All other requests, for each token.", examples=[600])
    watermark: bool = Field(description="Whether pictures carry a mark.", examples=[False])
    resetsAt: datetime.datetime = Field(description="When the credits begin anew.")
