"""The package that is tested, under names that the tests of every package use."""

from nexudus import AsyncNexudus as AsyncClient
from nexudus import Nexudus as Client
from nexudus import PasswordGrant
from nexudus import Retries
from nexudus import NexudusError as RootError
from nexudus import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "nexudus"
