"""Wording of generated text: prose as a page writes it in, the same prose with its slips mended out.

The spec keeps the page's own words; only what is generated for readers (docstrings, OpenAPI descriptions) is mended.
"""

import re

#: Two full stops where one was meant: after a word, a bracket or a quote, before a blank, a closing mark or the end.
#: Ellipses (three dots), paths (`../x`, `a/..`) and ranges (`1..5`, `1.. 5`, `[1..]`) do not look like this.
_DOUBLED = re.compile(
    r"""
    (?: (?<=[^\W_]) | (?<=[)\]}%]) | (?<=[\w)*][\"'”’»*`]) )    # the end of a sentence ...
    (?! (?<=\d)\.\.(?:\s*\d|[)\]]) )                            # ... not of the start of a range
    \.\.
    (?= \s | \Z | [)\]}\"'”’»*] )
    """,
    re.VERBOSE,
)


def mend(text: str) -> str:
    """The text with each doubled full stop made one; mending twice changes nothing more."""
    return _DOUBLED.sub(".", text)
