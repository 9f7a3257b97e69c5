"""The answers of a page: rows, skeleton and examples put together to spec responses and compared with each other."""

from collections.abc import Sequence
from dataclasses import replace

from generator.drafts import Draft, ResponseDraft
from generator.examples import Sample, complete, is_skeleton, object_in, undocumented
from generator.files import file_of, page_clues
from generator.phrases import BODILESS, STATUS_NAME
from generator.rows import as_fields, infer_formats
from generator.samples import Node
from generator.spec import Container, Field, Response


def responses_of(draft: Draft) -> tuple[Response, ...]:
    """The documented answers, each completed by its example and by the skeleton."""
    top = [without_statuses(node) for node, _ in draft.skeletons]
    skeletons = [
        Sample(node=node, rule="skeleton", page=draft.page.path, placeholders=True) for node in top if is_skeleton(node)
    ]
    shown = [node for node in top if not is_skeleton(node)]
    answers = [
        one for one in draft.responses if not one.error or one.rows or one.examples or one.status or one.words
    ] or unsaid_answer(draft, top)
    join_unnamed(answers)
    show_at_top(answers, shown)
    report_twice(draft, answers)
    whole = next((answer for answer in answers if answer.succeeds), None)
    found = [response_of(draft, answer, skeletons, first=answer is whole) for answer in answers]
    if answers and any(answer.rows for answer in answers) and not any(one.content_type for one in found):
        for sample in skeletons:
            compare_skeleton(draft, sample, found)
    compare_answers(draft, found)
    report_missing(draft, answers, found)
    return tuple(found)


def unsaid_answer(draft: Draft, top: Sequence[Node]) -> list[ResponseDraft]:
    """The answer of a page that has no section of answers, where a skeleton shows it or something says that it is a file."""
    lines = [node.line for node in top] or [clue.line for clue in page_clues(draft) if not draft.lossy]
    return [ResponseDraft(status=None, line=lines[0])] if lines else []


def without_statuses(node: Node) -> Node:
    """A skeleton without the members that stand for other answers, which sites make of rows that are named by a status."""
    members = node.members
    if members is None or not any(STATUS_NAME.fullmatch(name) for name, _, _ in members):
        return node
    return replace(node, members=tuple(member for member in members if not STATUS_NAME.fullmatch(member[0])))


def join_unnamed(answers: list[ResponseDraft]) -> None:
    """Fields without a status and the only answer of success that has but an example describe one answer."""
    unnamed = [answer for answer in answers if answer.status is None and not answer.error]
    named = [answer for answer in answers if answer.status is not None and 200 <= answer.status < 300]
    if len(unnamed) == len(named) == 1 and not named[0].rows and not unnamed[0].examples:
        unnamed[0].status, unnamed[0].examples = named[0].status, named[0].examples
        unnamed[0].words += named[0].words
        answers.remove(named[0])


def show_at_top(answers: Sequence[ResponseDraft], shown: Sequence[Node]) -> None:
    """A real answer above all sections is the example of the first answer that is no error and has none."""
    for node in shown:
        for answer in answers:
            if not answer.examples and answer.succeeds:
                answer.examples.append((node, node.line))
                break


def report_missing(draft: Draft, answers: Sequence[ResponseDraft], found: Sequence[Response]) -> None:
    """Answers that are only half told: without fields or example, or with success alone where a request can be wrong."""
    sampled = bool(draft.curls or draft.skeletons or any(answer.examples for answer in answers))
    # Answers may stand in a block that is not read, which is told.
    unread = any(one.code == "W098" for one in draft.found)
    if not answers and not draft.lossy and not unread:
        draft.report("W088", max(number for number, line in draft.page.numbered() if line.strip()))
    for answer, made in zip(answers, found, strict=True):
        if answer.examples or made.content_type or not draft.responses or answer.status in BODILESS:
            continue
        if answer.error and answer.words and not answer.rows:
            continue  # a table of errors says no more than one line of each
        if not answer.rows:
            draft.report("W027", answer.line, status=answer.status or "without a status")
        elif sampled:
            draft.report("W028", answer.line, status=answer.status or "without a status")
    statuses = [answer.status for answer in answers if answer.status is not None]
    if statuses and max(statuses) < 400 and any(row.place == "body" and row.row.required for row in draft.rows):
        draft.report("W029", answers[-1].line)


def report_twice(draft: Draft, answers: Sequence[ResponseDraft]) -> None:
    """One status described twice on a page is reported; an answer without a status is, too."""
    seen: set[int] = set()
    for answer in answers:
        if answer.status is None:
            draft.report("W025", answer.line)
        elif answer.status in seen:
            draft.report("W026", answer.line, status=answer.status)
        else:
            seen.add(answer.status)


def response_of(draft: Draft, answer: ResponseDraft, skeletons: Sequence[Sample], *, first: bool) -> Response:
    """One answer: rows first, then what the skeleton and the examples add. `first` is the one that the page as a whole speaks of."""
    fields = as_fields(draft, [row.row for row in answer.rows])
    for sample in skeletons:
        # The skeleton is one for all answers: it completes the fields that an answer has, and stands alone for success without rows.
        if fields or answer.succeeds:
            fields = only_known(fields, complete(fields, sample)) if fields else complete((), sample)
    samples = [Sample(node=node, rule="example:response", page=draft.page.path) for node, _ in answer.examples]
    for sample in samples:
        fields = add_sample(draft, fields, sample, where=f"response {answer.status or ''}".strip())
    fields = infer_formats(draft, fields, [sample.node for sample in samples])
    file = file_of(draft, answer, fields, first=first)
    if file is not None:
        fields = ()
    return Response(
        status=answer.status,
        description="\n\n".join(answer.words) or None,
        content_type=file,
        container=container_of(samples, bool(fields)),
        fields=fields,
        example=samples[0].node.plain() if samples else None,
        origin=draft.origin(answer.line, "status"),
    )


def only_known(fields: Sequence[Field], completed: Sequence[Field]) -> tuple[Field, ...]:
    """The completed fields without those that were not there before."""
    return tuple(completed[: len(fields)])


def container_of(samples: Sequence[Sample], has_fields: bool) -> Container:
    """What the body of an answer is at its top, by its example."""
    if samples:
        return "array" if samples[0].node.items is not None else "object"
    return "object" if has_fields else "none"


def compare_skeleton(draft: Draft, sample: Sample, answers: Sequence[Response]) -> None:
    """Keys of the skeleton that no answer documents, and fields of the first answer that the skeleton lacks, are reported."""
    node = object_in(sample.node)
    shown = {key: line for key, line, _ in node.members or ()} if node else {}
    stated = {f.name for answer in answers for f in answer.fields}
    for key, line in shown.items():
        if key not in stated:
            draft.report("W034", line, name=key)
    rows = [f.name for f in answers[0].fields if f.origin.rule == "field-row"] if answers else []
    for name in rows:
        if shown and name not in shown:
            draft.report("W035", sample.node.line, name=name, status=answers[0].status or "")


def compare_answers(draft: Draft, answers: Sequence[Response]) -> None:
    """A field whose type differs between two answers of one page is reported."""
    first: dict[str, tuple[Field, int | None]] = {}
    for answer in answers:
        for stated in answer.fields:
            if stated.type_text is None:
                continue
            known, status = first.setdefault(stated.name, (stated, answer.status))
            if known.type_text != stated.type_text:
                draft.report(
                    "W036",
                    stated.origin.line,
                    name=stated.name,
                    one=known.type_text,
                    at=status,
                    other=stated.type_text,
                    here=answer.status,
                )


def add_sample(draft: Draft, fields: Sequence[Field], sample: Sample, where: str) -> tuple[Field, ...]:
    """The fields completed by a sample; keys that no row documents are reported together, at the first of them."""
    done = complete(fields, sample)
    draft.found.extend(sample.found)
    known = {f.name for f in fields}
    added = [f for f in undocumented(done, sample.rule) if f.name not in known]
    if added and fields:
        draft.report("W030", added[0].origin.line, where=where, names=", ".join(f.name for f in added))
    return done
