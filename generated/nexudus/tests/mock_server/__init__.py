"""A server on this machine that answers as an OpenAPI document says, with records that it keeps, and with faults on demand.

It knows no API: all that it needs is in the document, beyond the standard in `x-docs2client`. It imports nothing of the program around
it, because it is also copied into the tests of generated packages.
"""

from .documents import DocumentError
from .faults import Fault, FaultError
from .journal import Seen
from .serving import Server, serve

__all__ = ["DocumentError", "Fault", "FaultError", "Seen", "Server", "serve"]
