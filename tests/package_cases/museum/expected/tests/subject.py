"""The package that is tested, under names that the tests of every package use."""

from museum import AsyncMuseum as AsyncClient
from museum import Museum as Client
from museum import Retries
from museum import MuseumError as RootError
from museum import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "museum"
PasswordGrant = None
