"""Lines of a page that state a media type: of the body, of the answers, of one answer."""

from generator.blocks import Block, Prose
from generator.drafts import Draft, Stated
from generator.sections import media_of

#: The sections of which a media type can be stated, and what it is stated of there.
SECTIONS = {"body": "body", "request": "body", "response": "response"}


def take_media_line(draft: Draft, block: Block) -> bool:
    """A line that is nothing but a media type says of what type that is in whose section it stands."""
    assert isinstance(block, Prose)
    media = media_of(block.text) if "\n" not in block.text else None
    if media is None or draft.section not in SECTIONS:
        return False
    state_media(draft, media, block.line)
    return True


def state_media(draft: Draft, media: str | None, line: int) -> None:
    """Note the media type of the open section, or of the answer that is open."""
    if media is not None and draft.section == "response" and draft.current is not None:
        draft.current.media = media
    elif media is not None and draft.section in SECTIONS:
        draft.stated.append(Stated(section=SECTIONS[draft.section], media=media, line=line))
