"""A page about lamps, in small: what the tests of captures change a line of and compare."""

PAGE = """---
title: Update lamp
api: PUT /api/home/lamps
---

Changes a lamp.

## Authentication

<Note>
  Calls are made with OAuth2. Send a bearer token in the Authorization header.
  The user is an administrator without limits or has the **`Lamp-Edit`** role.
</Note>

## Enums

<Accordion title="eLight">
  | Value | Name  |
  | ----- | ----- |
  | 1     | Warm  |
  | 2     | Cold  |
  | 3     | Moody |
</Accordion>

## Query Parameters

<ParamField query="notify" type="boolean">
  Whether the room is told.
</ParamField>

<ParamField query="reason" type="string">
  Why it is changed.
</ParamField>

## Request Body

<ParamField body="Id" type="integer" required>
  The Id of the lamp.
</ParamField>

<ParamField body="Label" type="string" required>
  What is written on the switch.
</ParamField>

<ParamField body="Light" type="integer">
  The colour of its light. See `eLight` enum above.
</ParamField>

<ParamField body="Colours" type="integer[]">
  Colours that it knows.
</ParamField>

<ParamField body="Room" type="object">
  Where it hangs.
  <Expandable title="properties">
    <ParamField body="Name" type="string" required>
      The name of the room.
    </ParamField>

    <ParamField body="Floor" type="integer">
      The floor of the room.
    </ParamField>
  </Expandable>
</ParamField>

## Response

### 200

<ResponseField name="Value" type="object">
  The lamp.
</ResponseField>

<ResponseField name="Done" type="boolean">
  Whether it was changed.
</ResponseField>

### 400

<ResponseField name="Message" type="string">
  What is wrong.
</ResponseField>
"""


def page(*changes: tuple[str, str]) -> str:
    """The page with some of its text replaced; what is replaced must be there."""
    text = PAGE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def without(*beginnings: str) -> str:
    """The page without the paragraphs that begin in one of some ways."""
    return "\n\n".join(part for part in PAGE.split("\n\n") if not part.startswith(beginnings))


def cut(start: str, end: str | None = None) -> str:
    """The page without what stands from one text on, up to another."""
    at = PAGE.index(start)
    return PAGE[:at] + (PAGE[PAGE.index(end, at) :] if end else "")


def row(place: str, name: str) -> str:
    """How the paragraph of a field begins."""
    return f'<ParamField {place}="{name}"'


def fewer(*names: str) -> bytes:
    """The page without some fields of its body."""
    return without(*(row("body", name) for name in names)).encode()
