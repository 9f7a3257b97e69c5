"""The method that changes a part of a record: the methods that read and write it in, one more method out.

It exists where an update must carry the whole record and can be given what `get` is given.
"""

from dataclasses import replace

from generator import lines
from generator.docstrings import document
from generator.escaping import Words, python
from generator.members import answer_of, endpoint_of
from generator.naming import Scope
from generator.plan import Argument, EditPlan, Method, Operation
from generator.spec import Resource

WORDS = (
    "Reads the record, changes what is given and writes it back, because an update must carry all of it.\n\n"
    "What is left out stays as it is; read-only members are not sent. Where another writer changes the record between the two, its"
    " change is overwritten."
)
UNREAD = "Not given back by the record, and therefore sent only where they are given: {names}."


def plan_edit(resource: Resource, methods: dict[str, Method], scope: Scope, constants: Scope) -> Method | None:
    """The method, or null where a record cannot be read or written so; `methods` are those of the resource by operation."""
    read, write = methods.get("get"), methods.get("update")
    # What a form with files replaces cannot be sent back as it was read: a record tells where its files are, not what is in them.
    if read is None or write is None or read.body or not write.body or write.uploads or read.streams:
        return None
    keys = {argument.name for argument in read.positional}
    known = {argument.name: argument for argument in write.arguments}
    if not keys or any(name not in known for name in keys):
        return None
    name = scope.take("edit", "edit")
    lists = resource.record.lists if resource.record else ()
    changes = tuple((one.list, tuple(filter(None, (one.adds, one.removes)))) for one in lists)
    table = lines.mapping([(python(one), pair(by)) for one, by in changes], indent=4, before=len("    lists=,"))
    options = [("read", read.operation.constant), ("write", write.operation.constant)]
    positional = tuple(replace(known[argument.name], place="path") for argument in read.positional)
    keyword = tuple(optional(argument) for argument in write.arguments if argument.name not in keys)
    edit = replace(
        write,
        name=name,
        title=Words(f"Change a part of {resource.resource}"),
        lead=Words("\n\n".join([WORDS, *unread(resource, write)])),
        kind="Edit",
        calls="_edit",
        operation=Operation(
            constant=constants.take("_EDIT", name),
            address=write.operation.address,
            options=(*options, *((("lists", table),) if changes else ())),
        ),
        positional=positional,
        keyword=keyword,
        renamed=tuple(replace(one, required=one.required and one.name in keys) for one in write.renamed),
        trial=None,
        edit=EditPlan(read=read.name, write=write.name, keys=tuple(sorted(keys)), lists=changes),
    )
    return replace(edit, doc=document(edit))


def unread(resource: Resource, write: Method) -> list[str]:
    """What is said of the arguments whose members the record does not give back, so that they are not sent unless they are given."""
    answer = answer_of(endpoint_of(resource, "get"))
    record = {one.name for one in answer.fields} if answer else set()
    facts = resource.record
    apart = {name for one in (facts.lists if facts else ()) for name in (one.adds, one.removes)}
    apart |= {name for one in (facts.files if facts else ()) for name in (one.downloads, one.clears)}
    found = [f"`{a.name}`" for a in write.arguments if a.place == "body" and a.wire.text not in record | apart]
    return [UNREAD.format(names=", ".join(found))] if record and found else []


def pair(names: tuple[str, ...]) -> str:
    """A tuple of texts as source; only a single one has a comma behind it, which would set each on a line of its own."""
    return f"({', '.join(map(python, names))}{',' if len(names) == 1 else ''})"


def optional(argument: Argument) -> Argument:
    """An argument that can be left out; the record then keeps what it has, whatever an update would take."""
    if argument.default:
        return replace(argument, otherwise=Words(""))
    return replace(argument, annotation=f"{argument.annotation} | MISSING", default="MISSING")
