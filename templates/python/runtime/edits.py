"""Changing a part of a record where an update must carry all of it: the record as read and the changes in, the body to send out."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from .errors import Problem
from .models import MISSING, RequestModel, wire_names
from .operations import Edit
from .problems import find_problems

Values = Mapping[str, object]


class Unmergeable(Exception):
    """Carries the problems of the changes, or of a record that lacks what an update must have."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


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
