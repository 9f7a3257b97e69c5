"""What samples send: the commands of a draft in, their bodies as trees and their media type out."""

from dataclasses import dataclass

from generator.drafts import Draft
from generator.examples import is_skeleton
from generator.messages import parse_form, parse_parts
from generator.phrases import media_types_in
from generator.samples import Curl, Node, NotJson, parse_json


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySample:
    """A body that a sample sends, as a tree.

    `header` where it stands above all sections, `skeleton` if its values are placeholders too, `form` where it is form-encoded.
    """

    node: Node
    header: bool
    skeleton: bool
    form: bool = False


def body_samples(draft: Draft, *, quiet: bool = False) -> list[BodySample]:
    """The bodies of the curl commands that can be read as JSON; one that cannot is reported unless `quiet`."""
    found: list[BodySample] = []
    for curl, line, header in draft.curls:
        if curl.body is None or not curl.body.strip():
            found += [
                BodySample(node=node, header=header, skeleton=header and is_form_skeleton(node), form=True)
                for node in parse_parts(curl, line)
            ]
            continue
        if curl.body.startswith("@") and not is_json(curl):
            if not quiet:
                draft.report("W110", line, name=curl.body[1:], media=media_type(curl) or "unknown")
            continue
        form = None if is_json(curl) else parse_form(curl.body, curl.body_line)
        if form is not None:
            found.append(BodySample(node=form, header=header, skeleton=False, form=True))
            continue
        try:
            node = parse_json(curl.body, curl.body_line)
            found.append(BodySample(node=node, header=header, skeleton=header and is_skeleton(node)))
        except NotJson as problem:
            if not quiet:
                draft.report("W012", problem.line if is_json(curl) else line, reason=problem.reason)
    found += [BodySample(node=node, header=False, skeleton=False) for node in draft.bodies]
    return found


def is_form_skeleton(node: Node) -> bool:
    """Whether all values of a form stand for types: `<string>`, `123`, and files, of which a form shows no more than a name."""
    texts = [str(value.value) for _, _, value in node.members or ()]
    placed = [text.startswith("<") or text in ("123", "true") for text in texts]
    return any(placed) and all(one or text.startswith("@") for one, text in zip(placed, texts, strict=True))


def is_json(curl: Curl) -> bool:
    """Whether a command says that it sends JSON."""
    return any(name.lower() == "content-type" and "json" in value for name, value in curl.headers)


def content_types(draft: Draft) -> tuple[str | None, str]:
    """The media type of the body that the page states, by its own samples, at its sections or in its words; and the one that is likely
    where it states none, by the command above all sections: JSON where that tells none either.
    """
    sent = [
        (media_type(curl), line, header)
        for curl, line, header in draft.curls
        if curl.body is not None or curl.form or curl.parts
    ]
    own = [media for media, _, header in reversed(sent) if media and not header]
    above = [(media, line) for media, line, header in sent if media and header]
    told = [one.media for one in draft.stated if one.section == "body"]
    stated = next(iter([*own, *told, *media_types_in(" ".join(draft.words))]), None)
    for media, line in above:
        if stated is not None and media != stated:
            draft.report("W048", line, shown=media, stated=stated)
    return stated, next((media for media, _ in above), "application/json")


def media_type(curl: Curl) -> str | None:
    """The media type that a sample names in its headers; what `curl` itself says of a form, which needs no header."""
    named = [value for name, value in curl.headers if name.lower() == "content-type"]
    if named:
        return named[0].partition(";")[0].strip().lower() or None
    if curl.parts:
        return "multipart/form-data"
    return "application/x-www-form-urlencoded" if curl.form or (curl.body and parse_form(curl.body, 1)) else None
