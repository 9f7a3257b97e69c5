"""How a call can end: an endpoint and the classes of its package in, words for what it returns and for what it raises out."""

from collections.abc import Iterator

from generator.annotations import Annotation
from generator.classes import Registry
from generator.escaping import Words
from generator.exchange import ERRORS
from generator.meanings import brief
from generator.members import answer_of
from generator.plan import MethodError, Paged
from generator.pointers import unpointed
from generator.shapes import ResourceShapes, envelope_of, is_success
from generator.spec import Endpoint
from generator.wording import mend

LISTING = "{what} of all pages, each fetched when it is reached. `total` counts them, `pages()` goes page by page."
FILE = "The `bytes` of a file (`{media}`), which `with_streaming_response` gives piece by piece"
FAILED = "The answer says that the operation failed."
ROOT = "Any other failure; the root of all errors."


def gives(
    registry: Registry, shapes: ResourceShapes, endpoint: Endpoint, result: Annotation, pages: Paged | None
) -> str:
    """What a method returns; nothing where it returns nothing."""
    if pages is not None:
        return LISTING.format(what="The objects" if pages.item == "object" else f"The `{pages.item}` objects")
    if result.text == "None":
        return ""
    response = answer_of(endpoint)
    words = brief(unpointed(mend(response.description or "")) if response else "")
    known = result.text.removeprefix("list[").removesuffix("]")
    words = words or docs_of(registry, shapes).get(known, "")
    if known == "Any":
        return words or "What the server answers, as it came."
    if response is not None and response.content_type:
        what = FILE.format(media=response.content_type)
        return f"{what}: {words}" if words else f"{what}."
    what = f"A list of `{known}`" if known != result.text else f"`{known}`"
    if known == result.text and words.startswith(f"{known},"):
        return f"{what}{words.removeprefix(known)}"
    return f"{what}: {words}" if words else f"{what}."


def docs_of(registry: Registry, shapes: ResourceShapes) -> dict[str, str]:
    """What is said of the classes that a module sees."""
    homes = {shapes.module, *(home for home in registry.models if home == "shared")}
    return {one.name: one.doc.text for home in homes for one in registry.models.get(home, ())}


def raises(registry: Registry, shapes: ResourceShapes, endpoint: Endpoint) -> Iterator[MethodError]:
    """The errors that a page documents, those that a wrapped answer tells, and the root of all."""
    for response in endpoint.responses:
        if not is_success(response) and response.status:
            words = unpointed(mend(response.description or ""))
            told = f"Status {response.status}{f': {words}' if words else '.'}"
            yield MethodError(name=error_of(response.status), doc=Words(told))
    answer = answer_of(endpoint)
    if answer is not None and envelope_of(registry.config, answer):
        yield MethodError(name="OperationFailedError", doc=Words(FAILED))
    yield MethodError(name=f"{registry.config.package.client}Error", doc=Words(ROOT))


def error_of(status: int) -> str:
    """The class of a status."""
    return ERRORS.get(status, "ServerError" if status >= 500 else "StatusError")
