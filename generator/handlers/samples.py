"""Samples of a page: curl commands, raw messages, JSON texts, each to the request or the answer that it shows."""

import re

from generator.blocks import Block, Code, Prose
from generator.drafts import Draft, ResponseDraft
from generator.examples import object_in, values_shown
from generator.files import is_file
from generator.handlers.words import take_row_note
from generator.messages import Answer, parse_message
from generator.phrases import STATUS_NAME
from generator.samples import Curl, Node, NotJson, parse_curl, parse_json
from generator.sections import FIELD_SECTIONS, SAMPLE_TITLE


def take_sample(draft: Draft, block: Block) -> bool:
    """A curl command, a raw message, or a JSON text: the answer's example inside a response, the skeleton above all sections."""
    assert isinstance(block, Code)
    if block.language in ("curl", "http"):
        return take_curl(draft, block) if block.language == "curl" else take_message(draft, block)
    answers = (
        block.role == "response"
        or draft.section == "response"
        or bool(block.title and "response" in block.title.lower())
    )
    if not answers and block.role is None and draft.section in FIELD_SECTIONS:
        return take_row_note(draft, Prose(line=block.line, end=block.end, text=block.text))
    if not block.closed:
        return True
    status = STATUS_NAME.match(block.title or "")
    if block.role == "response" and status:
        draft.answer(int(status[1]), block.line)  # it is an answer even if its sample cannot be read
    try:
        node = parse_json(block.text, block.code_line)
    except NotJson as problem:
        draft.report("W012", problem.line, reason=problem.reason)
        return True
    if block.role == "request":
        draft.bodies.append(node)
    elif block.role == "response" and status:
        draft.answer(int(status[1]), block.line).examples.append((node, block.code_line))
    elif block.role == "response":
        show_answer(draft, draft.answer(None, block.line), node, block)
    elif answers:
        answer = draft.response(block.line)
        if answer.named_only and draft.part != "errors":
            answer = draft.answer(None, block.line)
        show_answer(draft, answer, node, block)
    elif draft.section == "":
        draft.skeletons.append((node, block.code_line))
    else:
        return take_shown_answer(draft, node, block.code_line)
    return True


def show_answer(draft: Draft, answer: ResponseDraft, node: Node, block: Code) -> None:
    """Note an example of an answer; one that is another's beside an example that is there already is reported and left out."""
    if answer.examples and not same_shape(answer.examples[0][0], node):
        if not take_shown_answer(draft, node, block.code_line):
            draft.report("W102", block.line, title=block.title or "JSON")
        return
    answer.examples.append((node, block.code_line))


def same_shape(one: Node, other: Node) -> bool:
    """Whether two JSON texts share most keys of the one that has fewer, or have none."""
    keys = [{key for key, _, _ in (object_in(node) or node).members or ()} for node in (one, other)]
    return 2 * len(keys[0] & keys[1]) >= min(map(len, keys))


def take_shown_answer(draft: Draft, node: Node, line: int) -> bool:
    """A JSON text among the samples that does not say what it is is the example of the answer that its content points to."""
    fitting = [answer for answer in draft.responses if points_to(node, answer)]
    for answer in fitting[:1]:
        answer.examples.append((node, line))
    return bool(fitting)


def points_to(node: Node, answer: ResponseDraft) -> bool:
    """Whether a JSON text shows most of its keys among the fields of an answer of success, or a value that the words of another name."""
    if answer.succeeds:
        shown = {key for key, _, _ in (object_in(node) or node).members or ()}
        stated = {row.row.name for row in answer.rows}
        return bool(shown & stated) and 2 * len(shown & stated) >= len(shown)
    values = {
        value for row in values_shown([node]).values() for value, _ in row if isinstance(value, str) and len(value) > 3
    }
    return any(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", words) for value in values for words in answer.words)


def take_message(draft: Draft, block: Code) -> bool:
    """A raw message: a request is a sample like a curl command, an answer is the example of its status."""
    message = parse_message(block.text, block.code_line)
    if message is None:
        draft.report("W012", block.code_line, reason="the message has no first line that can be read")
    elif isinstance(message, Curl):
        draft.curls.append((message, block.code_line, False))
    elif answers_file(message):
        draft.answer(message.status, block.line).media = message.media
    elif message.body is not None:
        add_example(draft, draft.answer(message.status, block.line), message.body, message.body_line)
    return True


def answers_file(message: Answer) -> bool:
    """Whether a raw answer carries a file, which is no sample of anything."""
    return is_file(message.media)


def add_example(draft: Draft, answer: ResponseDraft, text: str, line: int) -> None:
    """Note a JSON text as an example of an answer; one that cannot be read is reported."""
    try:
        answer.examples.append((parse_json(text, line), line))
    except NotJson as problem:
        draft.report("W012", problem.line, reason=problem.reason)


def take_curl(draft: Draft, block: Code) -> bool:
    """A curl command; the one above all sections carries the page's title."""
    curl = parse_curl(block.text, block.code_line) if block.closed else None
    if block.closed and curl is None:
        draft.report("W012", block.code_line, reason="the command cannot be split into words")
    if curl is not None:
        draft.curls.append((curl, block.code_line, draft.section == ""))
    if block.title and block.title_line and draft.section == "":
        draft.title = draft.title or block.title
    elif block.title and block.title_line and draft.section != "samples":
        return SAMPLE_TITLE.fullmatch(block.title) is not None
    return True
