"""Tests of the remote engines against strict servers of their own on 127.0.0.1."""
