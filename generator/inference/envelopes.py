"""`conventions.envelope`: the answers to writes in, the names of the wrapper that they come in out."""

from collections.abc import Iterator, Mapping, Sequence

from generator.inference.evidence import Evidence, Guess, Tally, default, place_of
from generator.members import answer_of
from generator.mock.vocabulary import FAILURES, ROWS, named, normal
from generator.spec import Endpoint, Field

KEY = "conventions.envelope"


def find_envelope(evidence: Evidence) -> list[Guess]:
    """The flag of success with the message and the list of errors beside it, where answers to writes have all three."""
    writes = [one for resource in evidence.resources for one in resource.endpoints if one.method not in ("GET", None)]
    answers = [(one, answer.fields) for one in writes if (answer := answer_of(one)) is not None and answer.fields]
    flags = Tally(total=len(answers))
    for one, members in answers:
        flag = flag_of(members)
        if flag:
            flags.vote(flag.name, place_of(one, flag.origin.line))
    success = flags.guess(f"{KEY}.success")
    if success is None:
        return [default(KEY, "answers to writes have no flag of success in common")]
    wrapped = [(one, fields) for one, fields in answers if any(field.name == success.value for field in fields)]
    errors = common(f"{KEY}.errors", ((one, errors_in(fields)) for one, fields in wrapped))
    message = common(f"{KEY}.message", ((one, message_in(fields, success.value)) for one, fields in wrapped))
    if errors is None or message is None:
        lacks = "list of errors" if errors is None else "message"
        return [default(KEY, f"answers have the flag `{success.value}`, but no {lacks} beside it")]
    rows = {row.name: row for one in writes for row in rows_of(one, str(errors.value))}
    named_rows = names_of_rows(rows, str(message.value))
    told = [Guess(key=f"{KEY}.{key}", value=name, votes=1, total=1, example=place) for key, (name, place) in named_rows]
    return [success, message, errors, *told]


def flag_of(members: Sequence[Field]) -> Field | None:
    """The flag of success among the members of an answer."""
    flags = [one for one in members if one.type == "boolean"]
    words = FAILURES["success"]
    return next((one for one in flags if normal(one.name) in words or normal(one.name).endswith(words[0])), None)


def errors_in(members: Sequence[Field]) -> Field | None:
    """The list of errors among the members of an answer: by its name, else the only list of objects."""
    name = named([one.name for one in members if one.type in ("array", "any", "object")], FAILURES["errors"])
    lists = [one for one in members if one.type == "array" and one.fields]
    return next((one for one in members if one.name == name), lists[0] if len(lists) == 1 else None)


def message_in(members: Sequence[Field], flag: object) -> Field | None:
    """The message among the members of an answer: by its name, else the only text."""
    texts = [one for one in members if one.type in ("string", "any") and one.name != flag]
    name = named([one.name for one in texts], FAILURES["message"])
    only = [one for one in texts if one.type == "string"]
    return next((one for one in texts if one.name == name), only[0] if len(only) == 1 else None)


def common(key: str, found: Iterator[tuple[Endpoint, Field | None]]) -> Guess | None:
    """The name that a member has on most pages."""
    tally = Tally()
    for endpoint, member in found:
        tally.total += 1
        if member is not None:
            tally.vote(member.name, place_of(endpoint, member.origin.line))
    return tally.guess(key)


def rows_of(endpoint: Endpoint, errors: str) -> Iterator[Field]:
    """The members of a row of errors, as any answer shows them."""
    for answer in endpoint.responses:
        yield from (row for one in answer.fields if one.name == errors for row in one.fields)


def names_of_rows(rows: Mapping[str, Field], message: str) -> list[tuple[str, tuple[str, str]]]:
    """What the members of a row of errors are called: by their names, the message as that of the whole, the value as what is left."""
    found = {key: named(rows, words) for key, words in ROWS.items()}
    found["row_message"] = found["row_message"] or (message if message in rows else None)
    left = [name for name in rows if name not in found.values()]
    others = found["row_property"] and found["row_message"]
    found["row_value"] = found["row_value"] or (left[0] if others and len(left) == 1 else None)
    return [
        (key, (name, f"{rows[name].origin.page}:{rows[name].origin.line or 1}")) for key, name in found.items() if name
    ]
