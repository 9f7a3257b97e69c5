"""The body of a form in, its parts out: those of `multipart/form-data`, and of forms that are encoded as a query is."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a form; a file has a `filename`."""

    name: str
    content: bytes
    filename: str | None = None
    media: str = "application/octet-stream"

    def text(self) -> str:
        """The content as a text; raises ValueError where it is none."""
        return self.content.decode()


def parts_of(content_type: str, content: bytes) -> list[Part]:
    """The parts of a form by its Content-Type; raises ValueError where it cannot be read."""
    if not content_type.lower().startswith("multipart/"):
        pairs = parse_qsl(content.decode(), keep_blank_values=True, errors="strict", max_num_fields=10_000)
        return [Part(name=name, content=value.encode()) for name, value in pairs]
    if any(character in content_type for character in "\r\n"):
        raise ValueError("the header has two lines")
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", errors="replace")
    message = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + content)
    if not message.is_multipart():
        raise ValueError("the body has no parts")
    return [part(one) for one in message.iter_parts() if isinstance(one, EmailMessage)]


def part(message: EmailMessage) -> Part:
    """One part; raises ValueError where it has no name."""
    name = message.get_param("name", header="content-disposition")
    if not isinstance(name, str):
        raise ValueError("a part has no name")
    content = message.get_payload(decode=True)
    return Part(
        name=name,
        content=content if isinstance(content, bytes) else b"",
        filename=message.get_filename(),
        media=message.get_content_type(),
    )
