"""A real S3 server on this machine for tests, and a studio that keeps its files there."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from studio import services

BUCKET, PREFIX = "comics", "studio"
WHO = {"S3_ACCESS_KEY_ID": "ann", "S3_SECRET_ACCESS_KEY": "pass-word-9", "S3_REGION": "us-east-1"}


class Server:
    """The server, and what a look at it from outside the studio finds."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        self.address = "http://{}:{}".format(*self._server.get_host_and_port())
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name=WHO["S3_REGION"],
            aws_access_key_id=WHO["S3_ACCESS_KEY_ID"],
            aws_secret_access_key=WHO["S3_SECRET_ACCESS_KEY"],
        )

    @property
    def environment(self) -> dict[str, str]:
        """What a studio is told to keep its files here."""
        return WHO | {"S3_BUCKET": BUCKET, "S3_PREFIX": PREFIX, "S3_ENDPOINT_URL": self.address}

    def empty(self) -> None:
        """Begin with a new, empty bucket."""
        if any(bucket["Name"] == BUCKET for bucket in self.client.list_buckets()["Buckets"]):
            for key in self.names():
                self.client.delete_object(Bucket=BUCKET, Key=key)
        else:
            self.client.create_bucket(Bucket=BUCKET)

    def names(self) -> list[str]:
        """The names of all objects, sorted."""
        return sorted(found["Key"] for found in self.client.list_objects_v2(Bucket=BUCKET).get("Contents", ()))

    def stop(self) -> None:
        self._server.stop()


@contextmanager
def running() -> Iterator[Server]:
    """The server for as long as the block."""
    with mock.patch.dict("os.environ", {"AWS_EC2_METADATA_DISABLED": "true"}):
        server = Server()
        try:
            yield server
        finally:
            server.stop()


def storages(server: Server) -> dict[str, Any]:
    """The setting STORAGES of a studio that keeps its files there."""
    return {
        "default": services.files(server.environment),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def age(server: Server, *, days: int = 2) -> None:
    """Have all objects be stored so long ago."""
    backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[BUCKET]
    for key in server.names():
        backend.keys[key].last_modified -= datetime.timedelta(days=days)
