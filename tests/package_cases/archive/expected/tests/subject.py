"""The package that is tested, under names that the tests of every package use."""

from archive_client import AsyncArchive as AsyncClient
from archive_client import Archive as Client
from archive_client import Retries
from archive_client import ArchiveError as RootError
from archive_client import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "archive_client"
PasswordGrant = None
