"""Changing a part of a record where an update must carry all of it: the record as read and the changes in, the body to send out."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from .errors import Problem
from .models import MISSING, Model, RequestModel, wire_names
from .operations import Edit
from .problems import find_problems

Values = Mapping[str, object]


class Unmergeable(Exception):
    """Carries the problems of the changes, or of a record that lacks what an update must have."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def misread(edit: Edit[Any], record: Model, changes: Mapping[str, Any]) -> str:
    """Why a record that was read must not be written back, empty where nothing speaks against it.

    An update takes away what it leaves out, so what was read must be a record at all, and the one that is meant.
    """
    sent = record.to_wire()
    if not sent.keys() & wire_names(type(record)).values():
        return "the answer holds nothing that is documented of the record"
    asked, body = edit.read.path_params, edit.write.body
    for name in wire_names(asked) if asked else ():
        wire = wire_names(body).get(name, "") if body else ""
        if wire not in wire_names(type(record)).values() or wire not in changes:
            continue
        if str(sent.get(wire)).lower() != str(changes[wire]).lower():
            return f"the record that came is not the one that was asked for: see its {name} ({wire})"
    return ""


def merge(
    edit: Edit[Any], model: type[RequestModel], record: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """The body of the update, by wire names: what is changed, and for the rest what the record holds.

    Only what the update takes is sent, so that read-only members of the record never are. A list that is added to or removed
    from is left out, because it would replace what the others change. Raises Unmergeable.
    """
    kept = {key: value for key, value in record.items() if not _is_changed(edit, key, changes)}
    whole = {**kept, **changes}
    body = {key: whole[key] for key in wire_names(model).values() if key in whole}
    lacking = [
        Problem(name, key, "is required, and the record that was read does not have it")
        for name, key in wire_names(model).items()
        if key not in body and model.model_fields[name].is_required()
    ]
    if lacking:
        raise Unmergeable(*lacking)
    return body


def _is_changed(edit: Edit[Any], key: str, changes: Mapping[str, Any]) -> bool:
    return any(change in changes for change in edit.lists.get(key, ()))


def checked(model: type[RequestModel], given: Values) -> dict[str, Any]:
    """What is given, by wire names; each value is checked as an update would check it. Raises Unmergeable."""
    changes = model.model_construct()
    problems: list[Problem] = []
    for name, value in given.items():
        try:
            if value is not MISSING:
                setattr(changes, name, value)
        except ValidationError as error:
            problems += find_problems(error, model)
    if problems:
        raise Unmergeable(*problems)
    return changes.to_wire()
