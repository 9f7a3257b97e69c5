"""Bases of the generated models: `Model` for what a server answers, `RequestModel` for what a caller sends."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Self, cast

from pydantic import (
    MISSING,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic_core import CoreSchema

from .times import TimeOfDay
from .tolerance import relax_model
from .wire import Sendable, to_wire

__all__ = ["MISSING", "Model", "RequestModel", "TimeOfDay", "wire_names"]


@cache
def wire_names(model: type[BaseModel]) -> Mapping[str, str]:
    """Python name to wire name of each field of `model`, in the order of the fields."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


class Model(BaseModel, Sendable):  # noqa: PLW1641
    """Base of everything that a server answers; tolerant, because documentation is not always right.

    - A value that does not fit its annotation is kept as it came, at any depth; so is null where none is documented.
    - Unknown fields are kept (`model_extra`), unknown enum values stay plain numbers or strings.
    - A field that is absent takes its default, and a required one without default reads as None; neither counts as set.
    - `to_wire` gives back what came in, changed only where attributes were changed since.

    Only what is no object (or has keys that are not valid Unicode) is refused, with pydantic's ValidationError.
    """

    model_config = ConfigDict(
        protected_namespaces=(),
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=False,
        defer_build=True,
    )

    _wire: Mapping[str, Any] = PrivateAttr(default_factory=dict[str, Any])

    @classmethod
    def from_wire(cls, data: object) -> Self:
        """The model of a decoded JSON object, by wire names alone. Raises ValidationError if `data` is no object.

        Unlike `model_validate` it never takes an unknown key for a field that has the same name in Python.
        """
        return cls.model_validate(data, by_alias=True, by_name=False)

    def to_wire(self) -> dict[str, Any]:
        """A JSON-able dict of the set and of the unknown fields, by wire names, in the order they came in.

        A date, time or UUID whose value was not changed is the very text that came in.
        """
        present: dict[str, Any] = {}
        for name, key in wire_names(type(self)).items():
            if self._has(name, key):
                raw = self._wire[key] if key in self._wire else self._wire.get(name, MISSING)
                present[key] = to_wire(self.__dict__[name], raw)
        for key, value in (self.model_extra or {}).items():
            present[key] = to_wire(value, self._wire.get(key, MISSING))
        return {key: present[key] for key in self._wire if key in present} | present

    def _has(self, name: str, key: str) -> bool:
        value = self.__dict__.get(name, MISSING)
        if name in (self.model_extra or {}):
            # An unknown wire key has this very name, and on account of it pydantic counts the field as set.
            return key in self._wire or value is not None
        return name in self.model_fields_set and value is not MISSING

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What a record shows of itself: the members that came and are not null. A record can have a hundred others."""
        for name, key in wire_names(type(self)).items():
            if self._has(name, key) and self.__dict__[name] is not None:
                yield name, self.__dict__[name]
        yield from (self.model_extra or {}).items()

    def __str__(self) -> str:
        return repr(self)

    # No hash, as in every pydantic model: the values can change.
    def __eq__(self, other: object) -> bool:
        """Equal type and equal values; how the values were written on the wire does not count."""
        if not isinstance(other, Model) or type(self) is not type(other):
            return NotImplemented
        return self.__dict__ == other.__dict__ and self.model_extra == other.model_extra

    @model_validator(mode="wrap")
    @classmethod
    def _remember_wire(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        model = handler(data)
        if isinstance(data, Mapping):
            model._wire = cast("Mapping[str, Any]", data)
        return model

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Pydantic's schema of the class, made tolerant."""
        built = "__pydantic_core_schema__" in cls.__dict__ and cls.__pydantic_complete__
        schema = handler(source)
        if not built:  # a class that is complete hands out the schema that was rewritten when it was built
            relax_model(cast("dict[str, Any]", handler.resolve_ref_schema(schema)))
        return schema


class RequestModel(BaseModel, Sendable):
    """Base of what a caller sends: bodies and their children, path and query arguments, headers. Strict.

    Fields are given by Python or wire names; children as models or as dicts. A field that is MISSING is not sent, None
    is sent as null. Raises pydantic's ValidationError (a ValueError) for unknown fields, wrong types, naive date-times,
    NaN and infinity, at construction and at assignment alike; the message never shows the values.
    """

    model_config = ConfigDict(
        protected_namespaces=(),
        extra="forbid",
        strict=True,
        validate_by_name=True,
        validate_by_alias=True,
        validate_assignment=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        defer_build=True,
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What was given."""
        yield from ((name, value) for name, value in self.__dict__.items() if value is not MISSING)

    def __str__(self) -> str:
        return repr(self)

    def to_wire(self) -> dict[str, Any]:
        """A JSON-able dict by wire names without what is MISSING. Raises TypeError for a value without wire form."""
        names = wire_names(type(self))
        marks = _times_of_day(type(self))
        present: dict[str, Any] = {}
        for name, key in names.items():
            value = self.__dict__.get(name, MISSING)
            if value is not MISSING:
                present[key] = to_wire(marks[name].place(value) if name in marks else value)
        return present


@cache
def _times_of_day(model: type[RequestModel]) -> Mapping[str, TimeOfDay]:
    return {
        name: mark
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, TimeOfDay)
    }
