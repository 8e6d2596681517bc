"""What tests of pages have in common."""

import pytest
from django.test import Client


@pytest.fixture
def somebody():
    """A client signed in as that person."""

    def signed_in(person, **options):
        client = Client(**options)
        client.force_login(person)
        return client

    return signed_in
