"""docs2client: reference pages of an API in, spec, client, OpenAPI document and tests out."""

__version__ = "0.1.0"
