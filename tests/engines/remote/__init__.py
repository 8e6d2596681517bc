"""Tests of the remote engines against strict servers of their own on 127.0.0.1."""

import pytest

pytest.register_assert_rewrite(*(f"tests.engines.remote.conformance{part}" for part in ("", "_fit", "_faults")))
