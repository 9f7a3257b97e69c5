"""What every generated package is built on: models, errors, operations and the two clients.

Copied as it is into each package. It depends on httpx2 and pydantic only and knows nothing of any particular API.
"""
