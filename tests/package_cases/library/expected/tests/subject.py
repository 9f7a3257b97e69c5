"""The package that is tested, under names that the tests of every package use."""

from town_library import AsyncLibrary as AsyncClient
from town_library import Library as Client
from town_library import Retries
from town_library import LibraryError as RootError
from town_library import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "town_library"
PasswordGrant = None
