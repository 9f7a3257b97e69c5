"""The package that is tested, under names that the tests of every package use."""

from depot24 import AsyncDepot as AsyncClient
from depot24 import Depot as Client
from depot24 import Retries
from depot24 import DepotError as RootError
from depot24 import errors

__all__ = ["PACKAGE", "AsyncClient", "Client", "PasswordGrant", "Retries", "RootError", "errors"]

PACKAGE = "depot24"
PasswordGrant = None
