"""Scan: get, create, update, sheet."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import MISSING, Field

from .._runtime.models import Model, RequestModel
from .._runtime.operations import Operation
from .._runtime.raw import raw, raw_async
from .._runtime.resources import AsyncResource, SyncResource
from .._runtime.streams import streamed, streamed_async
from .._runtime.uploads import FileInput, Upload

__all__ = [
    "AsyncScans",
    "PlaceInput",
    "Scan",
    "ScanCreateResult",
    "ScanSheetError404",
    "ScanUpdateResult",
    "Scans",
    "Sheet",
]


class Sheet(IntEnum):
    """The documented values, which the API calls eSheet; one that is not listed stays a plain number."""

    LETTER = 1
    DRAWING = 2


class PlaceInput(RequestModel):
    """Where the sheet lies."""

    shelf: Annotated[str | None | MISSING, Field(alias="Shelf")] = MISSING
    """The shelf."""


class Scan(Model):
    """Scan, with all of its attributes."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the scan."""
    title: Annotated[str | None, Field(alias="Title")] = None
    """What the sheet is called."""


class ScanCreateResult(Model):
    """What `create` of Scan answers."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the scan."""


class ScanUpdateResult(Model):
    """What `update` of Scan answers."""

    id: Annotated[int, Field(alias="Id")]
    """The number of the scan."""


class ScanSheetError404(Model):
    """What `sheet` of Scan answers with status 404."""

    message: Annotated[str | None, Field(alias="Message")] = None
    """What is missing."""


class _GetPath(RequestModel):
    """What travels in the path of Scan.get."""

    id: Annotated[int, Field(alias="id")]


class _CreateBody(RequestModel):
    """What travels in the body of Scan.create."""

    sheet: Annotated[Upload, Field(alias="Sheet")]
    title: Annotated[str, Field(alias="Title")]
    kind: Annotated[Sheet | int | None | MISSING, Field(alias="Kind")] = MISSING
    attachments: Annotated[Sequence[Upload] | MISSING, Field(alias="Attachments")] = MISSING
    cover: Annotated[Upload | MISSING, Field(alias="Cover")] = MISSING
    pages: Annotated[Sequence[int] | None | MISSING, Field(alias="Pages")] = MISSING
    place: Annotated[PlaceInput | None | MISSING, Field(alias="Place")] = MISSING


class _UpdatePath(RequestModel):
    """What travels in the path of Scan.update."""

    id: Annotated[int, Field(alias="id")]


class _UpdateBody(RequestModel):
    """What travels in the body of Scan.update."""

    title: Annotated[str, Field(alias="Title")]
    sheet: Annotated[Upload | MISSING, Field(alias="Sheet")] = MISSING


class _SheetPath(RequestModel):
    """What travels in the path of Scan.sheet."""

    id: Annotated[int, Field(alias="id")]


class _SheetQuery(RequestModel):
    """What travels in the query of Scan.sheet."""

    width: Annotated[int | MISSING, Field(alias="width")] = MISSING


_GET = Operation(
    name="Scan.get",
    method="GET",
    path="/v1/paper/scans/{id}",
    result=Scan,
    path_params=_GetPath,
)

_CREATE = Operation(
    name="Scan.create",
    method="POST",
    path="/v1/paper/scans",
    result=ScanCreateResult,
    body=_CreateBody,
    content_type="multipart/form-data",
)

_UPDATE = Operation(
    name="Scan.update",
    method="PUT",
    path="/v1/paper/scans/{id}",
    result=ScanUpdateResult,
    path_params=_UpdatePath,
    body=_UpdateBody,
    content_type="multipart/form-data",
)

_SHEET = Operation(
    name="Scan.sheet",
    method="GET",
    path="/v1/paper/scans/{id}/sheet",
    result=bytes,
    path_params=_SheetPath,
    query=_SheetQuery,
    error_models={404: ScanSheetError404},
)


class Scans(SyncResource):
    """Scan: get, create, update, sheet."""

    def get(
        self,
        id: int,
    ) -> Scan:
        """What is known of one sheet.

        Args:
            id: The number of the scan.

        Returns:
            `Scan`, with all of its attributes.

        Raises:
            ArchiveError: Any other failure; the root of all errors.

        Documented: get-scan.md
        """
        return self._call(_GET, locals())

    def create(
        self,
        *,
        sheet: FileInput,
        title: str,
        kind: Sheet | int | None | MISSING = MISSING,
        attachments: Sequence[FileInput] | MISSING = MISSING,
        cover: FileInput | MISSING = MISSING,
        pages: Sequence[int] | None | MISSING = MISSING,
        place: PlaceInput | Mapping[str, Any] | None | MISSING = MISSING,
    ) -> ScanCreateResult:
        """Takes one sheet in, with its attachments.

        Args:
            sheet: The scan itself.
            title: What the sheet is called.
            kind: The kind of sheet. One of `Sheet`: LETTER (1), DRAWING (2). Only when the record is made; an
                update does not take it.
            attachments: What belongs to it. Only when the record is made; an update does not take it.
            cover: A picture of the cover, at most 2 MB. Only when the record is made; an update does not take
                it.
            pages: The pages to keep. Only when the record is made; an update does not take it.
            place: Where the sheet lies. Only when the record is made; an update does not take it.

        A file is given as its bytes, opened in binary mode, as a `pathlib.Path`, or as a `File` with a name and
        content type of its own. An object is given as a model, or as a dict with the names of its attributes.

        Returns:
            `ScanCreateResult`: What `create` of Scan answers.

        Raises:
            ArchiveError: Any other failure; the root of all errors.

        Documented: create-scan.md
        """
        return self._call(_CREATE, locals())

    def update(
        self,
        id: int,
        *,
        title: str,
        sheet: FileInput | MISSING = MISSING,
    ) -> ScanUpdateResult:
        """Replaces the sheet, or what is known of it.

        Args:
            id: The number of the scan.
            title: What the sheet is called.
            sheet: The scan itself.

        A file is given as its bytes, opened in binary mode, as a `pathlib.Path`, or as a `File` with a name and
        content type of its own.

        Returns:
            `ScanUpdateResult`: What `update` of Scan answers.

        Raises:
            ArchiveError: Any other failure; the root of all errors.

        Documented: update-scan.md
        """
        return self._call(_UPDATE, locals())

    def sheet(
        self,
        id: int,
        *,
        width: int | MISSING = MISSING,
    ) -> bytes:
        """Gives the sheet as it was taken in.

        Args:
            id: The number of the scan.
            width: How wide the pages are to be.

        Returns:
            The `bytes` of a file (`application/pdf`), which `with_streaming_response` gives piece by piece: The
                sheet.

        Raises:
            NotFoundError: Status 404.
            ArchiveError: Any other failure; the root of all errors.

        Documented: download-scan.md
        """
        return self._call(_SHEET, locals())

    @cached_property
    def with_raw_response(self) -> "_Scans_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _Scans_Raw(Scans(self._engine.with_mode("raw")))

    @cached_property
    def with_streaming_response(self) -> "_Scans_Stream":
        """The methods that give files, each as a context manager whose answer is read piece by piece."""
        return _Scans_Stream(Scans(self._engine.with_mode("stream")))


class _Scans_Raw:
    """The methods of `Scans`, each giving the answer itself."""

    def __init__(self, resource: Scans) -> None:
        self.get = raw(resource.get)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.sheet = raw(resource.sheet)


class _Scans_Stream:
    """The methods of `Scans` that give files, each as a context manager."""

    def __init__(self, resource: Scans) -> None:
        self.sheet = streamed(resource.sheet)


class AsyncScans(AsyncResource):
    """Scan: get, create, update, sheet."""

    async def get(
        self,
        id: int,
    ) -> Scan:
        """What is known of one sheet.

        Args:
            id: The number of the scan.

        Returns:
            `Scan`, with all of its attributes.

        Raises:
            ArchiveError: Any other failure; the root of all errors.

        Documented: get-scan.md
        """
        return await self._call(_GET, locals())

    async def create(
        self,
        *,
        sheet: FileInput,
        title: str,
        kind: Sheet | int | None | MISSING = MISSING,
        attachments: Sequence[FileInput] | MISSING = MISSING,
        cover: FileInput | MISSING = MISSING,
        pages: Sequence[int] | None | MISSING = MISSING,
        place: PlaceInput | Mapping[str, Any] | None | MISSING = MISSING,
    ) -> ScanCreateResult:
        """Takes one sheet in, with its attachments.

        Args:
            sheet: The scan itself.
            title: What the sheet is called.
            kind: The kind of sheet. One of `Sheet`: LETTER (1), DRAWING (2). Only when the record is made; an
                update does not take it.
            attachments: What belongs to it. Only when the record is made; an update does not take it.
            cover: A picture of the cover, at most 2 MB. Only when the record is made; an update does not take
                it.
            pages: The pages to keep. Only when the record is made; an update does not take it.
            place: Where the sheet lies. Only when the record is made; an update does not take it.

        A file is given as its bytes, opened in binary mode, as a `pathlib.Path`, or as a `File` with a name and
        content type of its own. An object is given as a model, or as a dict with the names of its attributes.

        Returns:
            `ScanCreateResult`: What `create` of Scan answers.

        Raises:
            ArchiveError: Any other failure; the root of all errors.

        Documented: create-scan.md
        """
        return await self._call(_CREATE, locals())

    async def update(
        self,
        id: int,
        *,
        title: str,
        sheet: FileInput | MISSING = MISSING,
    ) -> ScanUpdateResult:
        """Replaces the sheet, or what is known of it.

        Args:
            id: The number of the scan.
            title: What the sheet is called.
            sheet: The scan itself.

        A file is given as its bytes, opened in binary mode, as a `pathlib.Path`, or as a `File` with a name and
        content type of its own.

        Returns:
            `ScanUpdateResult`: What `update` of Scan answers.

        Raises:
            ArchiveError: Any other failure; the root of all errors.

        Documented: update-scan.md
        """
        return await self._call(_UPDATE, locals())

    async def sheet(
        self,
        id: int,
        *,
        width: int | MISSING = MISSING,
    ) -> bytes:
        """Gives the sheet as it was taken in.

        Args:
            id: The number of the scan.
            width: How wide the pages are to be.

        Returns:
            The `bytes` of a file (`application/pdf`), which `with_streaming_response` gives piece by piece: The
                sheet.

        Raises:
            NotFoundError: Status 404.
            ArchiveError: Any other failure; the root of all errors.

        Documented: download-scan.md
        """
        return await self._call(_SHEET, locals())

    @cached_property
    def with_raw_response(self) -> "_AsyncScans_Raw":
        """The same methods, each giving the answer itself with status and headers; its `parse()` gives the result."""
        return _AsyncScans_Raw(AsyncScans(self._engine.with_mode("raw")))

    @cached_property
    def with_streaming_response(self) -> "_AsyncScans_Stream":
        """The methods that give files, each as a context manager whose answer is read piece by piece."""
        return _AsyncScans_Stream(AsyncScans(self._engine.with_mode("stream")))


class _AsyncScans_Raw:
    """The methods of `AsyncScans`, each giving the answer itself."""

    def __init__(self, resource: AsyncScans) -> None:
        self.get = raw_async(resource.get)
        self.create = raw_async(resource.create)
        self.update = raw_async(resource.update)
        self.sheet = raw_async(resource.sheet)


class _AsyncScans_Stream:
    """The methods of `AsyncScans` that give files, each as a context manager."""

    def __init__(self, resource: AsyncScans) -> None:
        self.sheet = streamed_async(resource.sheet)
