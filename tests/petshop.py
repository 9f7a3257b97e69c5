"""An invented pet shop as an OpenAPI document of 3.0, of another make than ours: nested paths, ids that are texts, pages by offset, keys in
headers, uploads, and no words on conventions.
"""

from typing import Any

PET: dict[str, Any] = {
    "type": "object",
    "required": ["name", "kind"],
    "properties": {
        "petId": {"type": "string", "format": "uuid", "readOnly": True},
        "name": {"type": "string", "minLength": 1, "maxLength": 30},
        "kind": {"type": "string", "enum": ["cat", "dog", "newt"]},
        "born": {"type": "string", "format": "date"},
        "weight": {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        "nick": {"type": "string", "nullable": True},
        "toys": {"type": "array", "items": {"type": "string"}},
        "mother": {"$ref": "#/components/schemas/Pet"},
    },
    "example": {
        "petId": "0d9d6e1c-7d0f-4a39-9a55-6a3f0b6f3d11",
        "name": "Tilda",
        "kind": "newt",
        "born": "2024-02-29",
        "weight": 0.02,
        "nick": None,
    },
}
OWNER: dict[str, Any] = {
    "type": "object",
    "required": ["id", "email"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "email": {"type": "string", "format": "email"}},
}
PET_REF = {"$ref": "#/components/schemas/Pet"}


def content(schema: dict[str, Any], media: str = "application/json") -> dict[str, Any]:
    """The content of a body or an answer."""
    return {"content": {media: {"schema": schema}}}


def answer(schema: dict[str, Any], media: str = "application/json") -> dict[str, Any]:
    """A documented answer."""
    return {"description": "Done.", **content(schema, media)}


def query(name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A parameter of a query."""
    return {"name": name, "in": "query", "schema": schema, **more}


def slot(name: str, kind: str) -> dict[str, Any]:
    """A parameter of a path."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind}}


BAD: dict[str, Any] = {
    "description": "Wrong.",
    "content": {
        "application/json": {
            "schema": {"type": "object"},
            "example": {"title": "Wrong", "violations": [{"field": "name", "reason": "too long"}], "trace": "t-1"},
        }
    },
}
PETS: dict[str, Any] = {
    "parameters": [slot("ownerId", "integer")],
    "get": {
        "parameters": [
            query("limit", {"type": "integer", "default": 10, "minimum": 1, "maximum": 100}),
            query("offset", {"type": "integer"}),
            query("sort", {"type": "string"}),
            query("kind", {"type": "array", "items": {"type": "string"}}, explode=False),
            query("min_weight", {"type": "number"}),
            query("born_to", {"type": "string", "format": "date"}),
            query("toys", {"type": "array", "items": {"type": "string"}}),
            query("near", {"type": "object", "properties": {"miles": {"type": "integer"}}}, style="deepObject"),
        ],
        "responses": {
            "200": answer(
                {
                    "type": "object",
                    "properties": {
                        "items": {"type": "array", "items": PET_REF},
                        "total": {"type": "integer"},
                        "hasMore": {"type": "boolean"},
                    },
                }
            )
        },
    },
    "post": {
        "requestBody": {"required": True, **content(PET_REF)},
        "responses": {"201": answer(PET_REF), "422": BAD},
    },
}
PET_ITEM: dict[str, Any] = {
    "parameters": [slot("ownerId", "integer"), slot("petId", "string")],
    "get": {"responses": {"200": answer(PET_REF), "404": {"description": "No such pet."}}},
    "put": {"requestBody": content(PET_REF), "responses": {"200": answer(PET_REF)}},
    "patch": {"requestBody": content({"type": "object"}), "responses": {"200": answer(PET_REF)}},
    "delete": {"responses": {"204": {"description": "Gone."}}},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pet shop", "version": "1"},
    "servers": [{"url": "https://pets.example/v3"}],
    "security": [{"key": []}, {"token": []}],
    "paths": {
        "/health": {"get": {"security": [], "responses": {"204": {"description": "Well."}}}},
        "/motto": {
            "get": {
                "security": [],
                "responses": {"200": {"description": "Said.", "content": {"text/plain": {"example": "Feed them."}}}},
            }
        },
        "/owners": {
            "get": {"responses": {"200": answer({"type": "array", "items": OWNER})}},
            "post": {"requestBody": content(OWNER), "responses": {"201": answer(OWNER)}},
        },
        "/owners/{id}": {
            "get": {"parameters": [slot("id", "integer")], "responses": {"200": answer(OWNER)}},
        },
        "/owners/me": {"get": {"responses": {"200": answer({"type": "string", "example": "it is you"})}}},
        "/owners/{ownerId}/pets": PETS,
        "/owners/{ownerId}/pets/{petId}": PET_ITEM,
        "/owners/{ownerId}/pets/{petId}/photo": {
            "parameters": PET_ITEM["parameters"],
            "put": {
                "requestBody": content({"type": "string", "format": "binary"}, "image/*"),
                "responses": {"204": {"description": "Kept."}},
            },
            "get": {"responses": {"200": answer({"type": "string", "format": "binary"}, "image/*")}},
        },
        "/papers": {
            "post": {
                "requestBody": content(
                    {
                        "type": "object",
                        "required": ["title", "scan"],
                        "properties": {
                            "title": {"type": "string"},
                            "pages": {"type": "integer"},
                            "scan": {"type": "string", "format": "binary"},
                        },
                    },
                    "multipart/form-data",
                ),
                "responses": {
                    "201": answer(
                        {"type": "object", "properties": {"id": {"type": "integer"}, "title": {"type": "string"}}}
                    )
                },
            }
        },
        "/papers/{id}": {
            "get": {
                "parameters": [slot("id", "integer")],
                "responses": {
                    "200": answer(
                        {
                            "type": "object",
                            "properties": {
                                "id": {"type": "integer"},
                                "title": {"type": "string"},
                                "pages": {"type": "integer"},
                            },
                        }
                    )
                },
            }
        },
        "/papers/{id}/scan": {
            "get": {
                "parameters": [slot("id", "integer")],
                "responses": {"200": answer({"type": "string", "format": "binary"}, "application/pdf")},
            }
        },
        "/greetings/{from}-{to}": {
            "get": {
                "parameters": [slot("from", "string"), slot("to", "string")],
                "responses": {"200": answer({"type": "string", "example": "hello"})},
            }
        },
    },
    "components": {
        "schemas": {"Pet": PET},
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "token": {"type": "http", "scheme": "bearer"},
        },
    },
}
