"""The address of the MCP door."""

from django.urls import re_path

from comics.mcp.door import answer_mcp

# With a slash at its end it is the same: a POST cannot be led from one to the other.
urlpatterns = [re_path(r"^mcp/?$", answer_mcp, name="mcp")]
