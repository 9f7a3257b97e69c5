"""The package that is tested, under names that the tests of every package use."""

from ferry import AsyncFerry as AsyncClient
from ferry import Ferry as Client
from ferry import Retries
from ferry import FerryError as RootError
from ferry import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "ferry"
PasswordGrant = None
