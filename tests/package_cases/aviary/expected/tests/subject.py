"""The package that is tested, under names that the tests of every package use."""

from aviary import AsyncAviary as AsyncClient
from aviary import Aviary as Client
from aviary import Retries
from aviary import AviaryError as RootError
from aviary import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "aviary"
PasswordGrant = None
