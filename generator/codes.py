"""The one table of diagnostic codes and their wording.

The letter is the severity (error, warning, info), the number the family: 0.. pages, 10. to 12. more of pages and hand-written files,
13. fetching, 15. captures that are kept aside, 16. to 18. versions and checks, 19. corrections and new APIs, 2.. published names,
6.. the OpenAPI document. A message has named gaps that `diagnostics.make` fills. What a code means at length, with an example, is in its
page of `docs/diagnostics`, which `manual` reads.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: its message with named gaps, and the hint that goes with it."""

    message: str
    hint: str


def _code(message: str, hint: str) -> Code:
    return Code(message=message, hint=hint)


CODES: dict[str, Code] = {
    "E001": _code(
        "The page is empty.",
        "Capture the page again.",
    ),
    "E002": _code(
        "The page is not text: {reason}.",
        "Save the page as UTF-8 text.",
    ),
    "E003": _code(
        "The page has {size} {unit}; more than {limit} are not read.",
        "Keep the reference page alone in the file.",
    ),
    "E005": _code(
        "The page cannot be read: {reason}.",
        "Check whether you may read the file.",
    ),
    "E006": _code(
        "The page has more than {limit} fields; those from here on are not read.",
        "Keep the reference page alone in the file.",
    ),
    "E007": _code(
        "`{name}` is nested more than {limit} deep, and is not read.",
        "Check whether it is a page of the reference, and was captured whole.",
    ),
    "E010": _code(
        "The page names no {what}.",
        "Check that it is the page of an endpoint, and capture it again, in another form.",
    ),
    "E011": _code(
        "The page has no {section}, which api.toml says every page of this API has.",
        "Capture the page again; if the docs have changed, change `pages.required` in api.toml.",
    ),
    "E013": _code(
        "The page ends inside the row of `{name}`.",
        "The capture was cut; capture the page again.",
    ),
    "E014": _code(
        "The {language} sample is not closed.",
        "The capture was cut; capture the page again.",
    ),
    "E015": _code(
        "The page breaks off here.",
        "The capture was cut or damaged; capture the page again.",
    ),
    "E016": _code(
        "A field or a sample stands outside of the content; from here on the page is not read.",
        "Its tags do not match; capture the page again, or in another form.",
    ),
    "W010": _code(
        "Not understood: {what}.",
        "If it says something of the API, capture the page in another form, or add a rule.",
    ),
    "W011": _code(
        "`{type}` is no known type; `{name}` is taken as any.",
        "Correct the field by an override, or add the word to the table of types.",
    ),
    "W012": _code(
        "The sample cannot be read: {reason}.",
        "Nothing is taken from it, which matters only where no row says what it shows.",
    ),
    "W013": _code(
        "A table of enum values has no rows.",
        "If a browser shows rows there, unfold the table and capture the page again.",
    ),
    "W014": _code(
        "`{name}` is documented twice; line {first} counts.",
        "If the second row is right, correct the first by an override; if a heading was lost, capture the page again.",
    ),
    "W015": _code(
        "The section `{section}` has no rows.",
        "If a browser shows more, capture the page again; else nothing need be done.",
    ),
    "W016": _code(
        "A second endpoint, {method} {path}, stands on the page.",
        "Give each endpoint a page of its own.",
    ),
    "W017": _code(
        "The authentication section names no known scheme.",
        "`auth.schemes` in api.toml counts for all pages; the words are kept in the spec.",
    ),
    "W018": _code(
        "The value {value} stands twice in the table.",
        "The first counts; if a value is mistyped, tell the vendor.",
    ),
    "W019": _code(
        "`{name}` stands under `{section}`, but its own mark says otherwise.",
        "The mark of the row counts; state by an override which of the two is right.",
    ),
    "W020": _code(
        "The last row, `{name}`, has no description.",
        "If a browser shows more, capture the page again; else nothing need be done.",
    ),
    "W021": _code(
        "Method and path come from a sample: {method} {path}.",
        "Check that the sample shows the endpoint itself; else correct the endpoint by an override.",
    ),
    "W022": _code(
        "The sample calls {shown}, the page documents {stated}.",
        "The page's own line counts; if the sample is right, correct the endpoint by an override.",
    ),
    "W023": _code(
        "The path shows `{name}`, which no row documents.",
        "It is taken as a required string; state its type by an override.",
    ),
    "W024": _code(
        "The default {default} of `{name}` is no {type}.",
        "It is kept as text; correct the default or the type by an override.",
    ),
    "W025": _code(
        "An answer is described without a status.",
        "It is taken as the answer of success; if a browser shows a status, capture the page again.",
    ),
    "W026": _code(
        "The status {status} is described twice.",
        "If a browser shows another status there, capture the page again; else nothing need be done.",
    ),
    "W027": _code(
        "The answer {status} has neither fields nor an example.",
        "If a browser shows more, capture the page again; else nothing need be done.",
    ),
    "W028": _code(
        "The answer {status} has no example.",
        "If a browser shows more, capture the page again; else nothing need be done.",
    ),
    "W029": _code(
        "The page tells no answer to a wrong request.",
        "If a browser shows more, capture the page again; else nothing need be done.",
    ),
    "W030": _code(
        "Only a sample of the {where} shows: {names}.",
        "What it shows is in the spec, marked with the rule of the sample.",
    ),
    "W031": _code(
        "`{name}` is documented as {stated}, but the sample shows {shown}.",
        "The row counts; if the sample is right, correct the type by an override.",
    ),
    "W032": _code(
        "The format of `{name}` is in doubt: {format} by {rule}, {other} by {doubt}.",
        "If the first is wrong, correct it by an override.",
    ),
    "W033": _code(
        "`{name}` is required, but a sample leaves it out.",
        "The row counts; if the sample is right, say by an override that it is not required.",
    ),
    "W034": _code(
        "The skeleton shows `{name}`, which no answer documents.",
        "It is not in the spec; if a browser shows its row, capture the page again.",
    ),
    "W035": _code(
        "The skeleton lacks `{name}`, which the answer {status} documents.",
        "The row counts; nothing need be done.",
    ),
    "W036": _code(
        "`{name}` is {one} under {at} and {other} under {here}.",
        "Each answer keeps its own type; if one is wrong, correct it by an override.",
    ),
    "W037": _code(
        "The sample of `{name}` is {shown}, but its date part is always {date}.",
        "The documented date counts; if the sample is right, take `date_part` away by an override.",
    ),
    "W038": _code(
        "No heading says how `{name}` is sent; it is taken as {place}.",
        "If that is wrong, capture the page again: it may have lost a heading.",
    ),
    "W039": _code(
        "The sample sends `{name}` in the query, which no row documents.",
        "It is not in the spec; tell the vendor that the row is missing.",
    ),
    "W040": _code(
        "`{field}` refers to the enum `{enum}`, which the page does not print.",
        "Capture the page again if it lost the table, or name the enum of the field by an override.",
    ),
    "W041": _code(
        "No field claims this table of values ({values}); {count} fields could.",
        "Name the enum by an override.",
    ),
    "W042": _code(
        "The enum `{enum}` has other values than at {page}:{line}.",
        "Neither is shared between the pages. If they are two enums, rename one by an override of its `Entity.enum:{enum}`.",
    ),
    "I043": _code(
        "`{field}` takes the enum `{enum}` of {page}:{line}.",
        "Correct it by an override if it is another one.",
    ),
    "W044": _code(
        "`{name}` is documented as a part of the path, which does not show it.",
        "Correct the path by an override, or capture the page again if it lost a part.",
    ),
    "W045": _code(
        "`{name}` has no type; it is taken as any.",
        "State the type by an override.",
    ),
    "W046": _code(
        "The value {value} has no name; it is called after itself.",
        "If a browser shows a name, capture the page again; else nothing need be done.",
    ),
    "W047": _code(
        "`{text}` stands like a {part} of a field row, but the rest of the row is missing.",
        "If a browser shows a row there, capture the page again; it is read as a part of the description.",
    ),
    "I097": _code(
        "The fields below `{title}` count as fields of `{section}`.",
        "If they are alternatives, or belong to something else, correct them by overrides.",
    ),
    "W048": _code(
        "The sample sends {shown}, the page says {stated}.",
        "What the page says counts; if the sample is right, set the content_type of the request by an override.",
    ),
    "I049": _code(
        "The section `{section}` is for readers; nothing of it is in the spec.",
        "If it says something of the API, add a rule.",
    ),
    "W050": _code(
        "The endpoint {endpoint} is documented {at} and on {page}{captured}, which {why}.",
        "The captures are merged fact by fact: the stronger statement counts, at equal strength that of the latter.",
    ),
    "W051": _code(
        "`{address}`: {fact} is {here} {at} and {there} on {page}{captured}.",
        "The latter counts. Correct it by an override if it is wrong.",
    ),
    "W052": _code(
        "The path {path} does not follow `{pattern}`.",
        "Check `conventions.resource_path` in api.toml.",
    ),
    "W053": _code(
        "The page names no role; the resource is called `{name}` after its path.",
        "Correct the name by an override if the entity is spelt otherwise.",
    ),
    "W054": _code(
        "The resource is `{here}` here, but `{there}` on {page}.",
        "The latter counts; if the former is right, set the name by an override.",
    ),
    "W055": _code(
        "The operation `{operation}` exists already on {page}; this one is `{name}`.",
        "Rename it by an override if you like.",
    ),
    "W056": _code(
        "The resource of {here} is called `{name}` like that of {there}; it is `{now}` instead.",
        "Rename one of them by an override if you like.",
    ),
    "W057": _code(
        "No answer has the member `{name}`, which `conventions.envelope.success` names.",
        "Correct the convention in api.toml; answers are read without an envelope.",
    ),
    "W058": _code(
        "`{address}`: {page} lacks what stands here ({count}): {names}.",
        "They are kept. If the docs have dropped them, remove the older capture.",
    ),
    "W059": _code(
        "`{address}`: not worded as on {page}, or shown by another sample ({count}): {names}.",
        "The richer capture's count, but a real sentence goes before a mere name.",
    ),
    "W060": _code(
        "The page differs from its hash in pages.lock.json.",
        "Say what you know better by an override, and fetch the page again.",
    ),
    "E061": _code(
        "pages.lock.json cannot be read: {reason}.",
        "Restore it from version control; after a conflict take one side whole, and fetch again.",
    ),
    "W062": _code(
        "`{name}` is taken for the key of the API, and is no argument, though it is documented as {shown}.",
        "If it is something else, let `[auth.key]` in api.toml name another place of the key.",
    ),
    "W064": _code(
        "`{name}` ({here}) and `{known}` ({there}, {page}:{line}) are spelt alike.",
        "Find out which spelling the API uses; each stays a member of its own.",
    ),
    "I065": _code(
        "`{name}` filters something that the record of {resource} does not have.",
        "Nothing need be done; the filter is called as the page calls it.",
    ),
    "W066": _code(
        "`{name}` changes the list `{list}`, which the body does not have.",
        "Check whether the page lacks a row.",
    ),
    "W067": _code(
        "`{name}` is {value} here ({here}) and {known} on {page}:{line} ({there}).",
        "Find out which page is right, and correct the other by an override.",
    ),
    "W068": _code(
        "`{name}` has the format {value} here ({here}) and {known} on {page}:{line} ({there}).",
        "Find out which page is right, and correct the other by an override.",
    ),
    "W069": _code(
        "`{name}` is of the enum {value} here ({here}) and of {known} on {page}:{line} ({there}).",
        "Find out which page is right, and correct the other by an override.",
    ),
    "E070": _code(
        "The stored spec cannot be read: {reason}.",
        "Mend the page that is in error and build again, or restore the file from version control.",
    ),
    "W071": _code(
        "The resource {resource} keeps its last good spec.",
        "Mend what is in error: a page of the resource, or an override of it.",
    ),
    "E072": _code(
        "The resource {resource} has no good spec yet, and is left out.",
        "Mend the page that is in error; it is reported with a code of its own.",
    ),
    "W073": _code(
        "The manifest vouches for {path}, which is not what is generated.",
        "Delete the manifest and build again: build itself trusts it, and would leave the file.",
    ),
    "I100": _code(
        "The list below `{section}` may document fields; it is kept as words.",
        "If they are fields, capture the page in a form that has rows, or ask the vendor for a table.",
    ),
    "W102": _code(
        "The sample `{title}` does not say which answer it shows; nothing is taken from it.",
        "Nothing need be done where rows document the answer.",
    ),
    "W108": _code(
        "The rows below `{section}` have lost their names; nothing is taken from them.",
        "Capture the page as HTML or Markdown.",
    ),
    "I103": _code(
        "The page documents no endpoint.",
        "Nothing need be done where it is a guide; else it was captured badly.",
    ),
    "I104": _code(
        "The sample sends the header `{name}`, which no row documents.",
        "It is not in the spec; if the API needs it, give it by `headers={{...}}` of the client.",
    ),
    "W105": _code(
        "No row documents the body; what a sample shows of it is in the spec.",
        "If a browser shows rows for the body, capture the page again; else state by overrides what is required.",
    ),
    "I106": _code(
        "`{name}` is a part of the path, but its row does not say that it is required.",
        "It is required all the same: without it the path leads nowhere.",
    ),
    "W107": _code(
        "`{name}` is named like a path that begins with the field around it, and read as `{path}`.",
        "Check by a sample or a real answer; if the name is there only once, tell the vendor.",
    ),
    "I062": _code(
        "`{name}` is a file, and nothing states the media type of the body: it is taken as multipart/form-data.",
        "If it is another one, set the content_type of the request by an override.",
    ),
    "W063": _code(
        "`{name}` is a file, but the body is documented as {media}, which carries none.",
        "It is taken as any value; find out which of the two is right, and state it by an override.",
    ),
    "I084": _code(
        "The answer {status} is taken as a file of the type {media}: {how}.",
        "If it is another file, or JSON, state the content_type of the answer by an override.",
    ),
    "W089": _code(
        "The answer {status} is a file by {how}, but fields or an example of JSON are documented, too; those count.",
        "Find out which of the two is right; what is documented in detail counts.",
    ),
    "W109": _code(
        "The answer may be a file (“{hint}”), but nothing says of what kind, and nothing else is documented of it.",
        "It is not taken as one; if it is one, set the content_type of the answer by an override.",
    ),
    "W110": _code(
        "The sample sends the file `{name}` as the whole body (media type: {media}).",
        "It is not taken over: the client cannot send a body that is neither JSON nor a form.",
    ),
    "W074": _code(
        "The cells run together: {value} and `{name}` may be {other} and `{instead}`.",
        "Look at the page; if the latter is right, capture it as Markdown or HTML, where the cells stand apart.",
    ),
    "I075": _code(
        "The cells run together: {value} and `{name}`, not {other} and `{instead}`, for so the values of the table rise.",
        "If that is wrong, capture the page as Markdown or HTML, where the cells stand apart.",
    ),
    "I076": _code(
        "The table of values ({values}) is the enum `{enum}`: {page}:{line} has the same.",
        "If it is another one, correct the enum of the field by an override.",
    ),
    "W077": _code(
        "This table ({values}) would be `{enum}` if tables stood in the order of the fields, but {page}:{line} gives it other values.",
        "Those count; if this page is right, capture the other one again.",
    ),
    "W078": _code(
        "`{field}` has the enum `{enum}` by the order of the tables alone, but {sign}.",
        "Compare the page; another form or another page with the titles of the tables would settle it.",
    ),
    "W079": _code(
        "This table ({values}) has most rows of the enum `{enum}` of {page}:{line}, but not all; those of the latter count.",
        "If this page is the newer one, capture the other one again.",
    ),
    "W080": _code(
        "`{one}` and `{other}` would both be called `{name}` in Python; the latter is `{now}`.",
        "Give one of them a name of its own in names.lock.json if you like.",
    ),
    "W081": _code(
        "`{name}` is never closed.",
        "It is read to the next heading, the next field, or the end of what is around it; if something is missing, capture the page again.",
    ),
    "W082": _code(
        "`</{name}>` closes nothing.",
        "It is passed over; if something is missing, capture the page again.",
    ),
    "W083": _code(
        "A field has no name.",
        "It is left out; if a browser shows a name, capture the page again.",
    ),
    "W085": _code(
        "`{name}` states several places: {places}.",
        "The first counts; if another one is right, tell the vendor.",
    ),
    "W086": _code(
        '`{name}` has the attribute {flag}="false".',
        "It is taken as false; if that is wrong, state it by an override.",
    ),
    "W087": _code(
        "`<{name}>` stands in more than {limit} others; what is in it is read as if it stood beside it.",
        "Check whether the page was saved whole, and capture it again.",
    ),
    "W088": _code(
        "The page tells no answer.",
        "If a browser shows more, capture the page again; else nothing need be done.",
    ),
    "W093": _code(
        "Elements are nested more than {limit} deep here.",
        "Check whether the page was saved whole, and capture it again; fields and tables may be missing.",
    ),
    "W094": _code(
        "The parser stopped here; what follows is not read.",
        "Check whether the page was saved whole, and capture it again.",
    ),
    "W095": _code(
        "`{title}` is closed and empty: what it holds was not captured.",
        "Open it and capture the page again; the children of a field may be missing.",
    ),
    "W096": _code(
        "The tab `{title}` was not captured.",
        "Open it and capture the page again, or capture its source.",
    ),
    "W090": _code(
        "The capture is lossy. Missing: {missing}.",
        "Capture the rendered page or its source again; what is here comes from samples, tables and the names that are left.",
    ),
    "W091": _code(
        "Lines below `{section}` whose fields have lost their names: {count}, at {lines}.",
        "Nothing of them is in the spec; capture the page again, from its source or as it is rendered.",
    ),
    "W092": _code(
        "Seen and not used: {what}.",
        "If it matters, capture the page again, from its source or as it is rendered.",
    ),
    "W098": _code(
        "An OpenAPI block of {count} lines is not read.",
        "Only its method and path are taken; give the page as it is rendered, or use the OpenAPI document itself.",
    ),
    "W099": _code(
        "`{name}` has the attribute `{what}`, whose value the page does not show.",
        "A flag is taken as true, which is a guess, and of anything else nothing is taken; state it by an override if it matters.",
    ),
    "E101": _code(
        "api.toml is not valid TOML: {reason}.",
        "Correct the line, or the one before it.",
    ),
    "E102": _code(
        "api.toml: `{key}`: {reason}.",
        "Correct the key as the message says.",
    ),
    "E103": _code(
        "api.toml names the API `{name}`, but its folder is `{folder}`.",
        "Give both the same name.",
    ),
    "E104": _code(
        "There is no api.toml.",
        "Let `docs2client init` make one from the pages, or copy that of another API.",
    ),
    "E105": _code(
        "There are no pages.",
        "Put captures into `pages/`, or fetch them: `docs2client fetch`.",
    ),
    "E111": _code(
        "overrides.toml is not valid TOML: {reason}.",
        "Correct the line, or the one before it.",
    ),
    "E112": _code(
        "The override is malformed: `{key}`: {reason}.",
        "Delete it, and let `docs2client override` write it; an override has address, expect, set and reason.",
    ),
    "E113": _code(
        "The override of `{address}` matches nothing.",
        "Correct its address, or delete it.",
    ),
    "E114": _code(
        "The override of `{address}` expects {fact} = {expected}, but the page says {actual}.",
        "Look at the page: adapt the override (`docs2client override ... --replace`), or delete it.",
    ),
    "W115": _code(
        "The override of `{address}` need not set {fact} = {actual}: the page says so itself.",
        "Delete the entry, or this fact where it sets others.",
    ),
    "E116": _code(
        "The override of `{address}` cannot set {fact}: {reason}.",
        "Choose a value that the message allows.",
    ),
    "E117": _code(
        "The alias is malformed: `{key}`: {reason}.",
        "An alias has of, name, until and reason.",
    ),
    "E118": _code(
        "The alias `{name}` is of `{address}`, which names no argument, method or enum value.",
        "Correct its address, or delete it.",
    ),
    "E119": _code(
        "`{address}` cannot have the alias `{name}`: {reason}.",
        "Choose another name, or delete the alias.",
    ),
    "W120": _code(
        "The alias `{name}` of `{address}` ran until {until}, and the package has the version {version}: it is not generated any more.",
        "Delete the alias.",
    ),
    "E121": _code(
        "names.lock.json cannot be read: {reason}.",
        "Restore it from version control; if there never was a good one, delete it and build.",
    ),
    "E130": _code(
        "No index of the source {what} can be read: {reason}.",
        "Check whether the address is still right; `llms.txt`, `sitemap.xml` or a page with links must be there.",
    ),
    "E131": _code(
        "Not fetched: {what}: {reason}.",
        "Fetch again later.",
    ),
    "E132": _code(
        "Not fetched: {what}: {reason}.",
        "Set `fetch.private` in api.toml if the site is on a network of your own.",
    ),
    "E133": _code(
        "Not fetched: {what}: {reason}.",
        "Add the host to `hosts` of the source, or the path to its `pages`, if the redirect is right.",
    ),
    "E134": _code(
        "Not fetched: {what}: {reason}.",
        "Raise `fetch.max_bytes` in api.toml if the page is really so large.",
    ),
    "E135": _code(
        "Not fetched: {what}: {reason}.",
        "Leave it out by `skip` of the source if it is no page.",
    ),
    "E136": _code(
        "Not fetched: {what}: {reason}.",
        "Look at the address in a browser; fetch again later if it is only out of order.",
    ),
    "E137": _code(
        "Nothing is asked of the site of {what}: its robots.txt cannot be read: {reason}.",
        "Fetch again later.",
    ),
    "E138": _code(
        "Not asked for any more: {what}: {reason}.",
        "Fetch again later, and with a lower `fetch.rate` in api.toml if it lasts.",
    ),
    "E139": _code(
        "`{what}` cannot be read: {reason}.",
        "Correct `list` or `folder` of the source in api.toml; both are seen from the folder of api.toml.",
    ),
    "E140": _code(
        "The source {what} names no page.",
        "Look at `pages`, `skip` and `hosts` of the source in api.toml.",
    ),
    "E141": _code(
        "There are too many pages ({what}); the first {reason} count.",
        "Narrow `pages` of the sources in api.toml.",
    ),
    "W130": _code(
        "An index names {what}, which is answered with {reason}.",
        "Nothing need be done: most often the index is out of date.",
    ),
    "W131": _code(
        "Not fetched: {what}: {reason} does not allow it.",
        "Leave it out by `skip` of the source, or ask the owner of the site.",
    ),
    "W132": _code(
        "{what} would be kept in the place of {reason}, and is left out.",
        "If both are one page, leave one out by `skip`; else give a source a folder of its own by `into`.",
    ),
    "W133": _code(
        "The index {what} says that it is not whole, and the site has no other that can be read.",
        "Name the missing pages in a `list`, as a source of their own.",
    ),
    "W134": _code(
        "The index {what} is not used: {reason}.",
        "Nothing need be done where the other indexes are enough.",
    ),
    "W135": _code(
        "The index {what} is not read: there are {reason}.",
        "Name the indexes that matter as sources of their own.",
    ),
    "W136": _code(
        "`{what}` is no address that is asked for (in {reason}).",
        "Nothing need be done where it is no page.",
    ),
    "W137": _code(
        "`{what}` is left out: {reason}.",
        "Save the page again, rename the file, or remove it.",
    ),
    "W138": _code(
        "The run cannot be taken up if it is stopped: the journal `{what}` cannot be written: {reason}.",
        "Check whether you may write in the folder, and the space on the disk.",
    ),
    "W139": _code(
        "The same text to the byte came from {what}.",
        "Look at one of them: a site that wants a login, or is under repair, often answers so.",
    ),
    "I130": _code(
        "Addresses in {reason} that are none of the wanted pages: {what}.",
        "Widen `pages` or `hosts` of the source in api.toml if they are wanted.",
    ),
    "I131": _code(
        "The index {what} says that it is not whole: “{reason}”",
        "Nothing need be done: the site's other indexes are read, too.",
    ),
    "I132": _code(
        "The site {what} has no index; the links of the page itself are taken.",
        "Name a sitemap or a list of pages as the source if that is not enough.",
    ),
    "I133": _code(
        "Taken out of `llms-full.txt`: {what}.",
        "Nothing need be done.",
    ),
    "I134": _code(
        "No index names {what} any more; it leads to {reason}, which an index names.",
        "Nothing need be done here; the page at the old address counts as gone.",
    ),
    "I135": _code(
        "No source asks for {what}, which was fetched once; it stays as it is.",
        "If it is not wanted any more, remove it from `pages/`; else widen `pages`, `skip` or `hosts` of a source in api.toml.",
    ),
    "E150": _code(
        "quarantine.lock.json cannot be read: {reason}.",
        "Restore it from version control; or delete it, and captures that are kept aside are judged anew.",
    ),
    "E151": _code(
        "No source gave any page.",
        "Look at the other findings, and at `[[sources]]` in api.toml.",
    ),
    "E152": _code(
        "A capture would stand at {path}, which {reason}.",
        "Leave the address out by `skip` of the source, or rename the file of a `folder`.",
    ),
    "E153": _code(
        "The capture of {path} that is kept aside cannot be accepted: {reason}.",
        "Fetch it again, look at it, and accept that one.",
    ),
    "E154": _code(
        "There are no sources to fetch from.",
        "Add a table `[[sources]]` with a `url`, a `list` or a `folder` to api.toml.",
    ),
    "W150": _code(
        "A newer capture {losses} (runs that found this: {runs} of {needed}).",
        "Look at quarantine/{path} beside pages/; `docs2client fetch {api} --accept {path}` takes it over.",
    ),
    "W151": _code(
        "The docs do not have this page any more (since {since}).",
        "It stays until `docs2client fetch {api} --accept {path}` removes it.",
    ),
    "W152": _code(
        "{runs} runs found the same, so this page was replaced by one that {losses}.",
        "If the docs are wrong, correct them by overrides, or restore the page from version control.",
    ),
    "W153": _code(
        "As accepted, this page was replaced by one that {losses}.",
        "Restore it from version control if that was wrong.",
    ),
    "W154": _code(
        "This page was edited by hand; it is what the docs say again.",
        "Correct pages by overrides: what is edited by hand is lost with the next capture. The edited page is in version control.",
    ),
    "W155": _code(
        "This page was edited by hand, and says more than the docs; the newer capture is kept aside.",
        "Correct pages by overrides, and accept the capture.",
    ),
    "W156": _code(
        "As accepted, this page was removed; the docs do not have it any more.",
        "Restore it from version control if that was wrong.",
    ),
    "W157": _code(
        "This page was not in `pages/` and was fetched anew; it is not what was fetched before.",
        "Compare it with the old one in version control: nobody knows what it lost.",
    ),
    "W158": _code(
        "A newer capture is hardly this page any more: it {losses} (since {since}).",
        "Look at quarantine/{path} beside pages/; only `docs2client fetch {api} --accept {path}` takes it over.",
    ),
    "I150": _code(
        "No index names this page any more, but it is still there.",
        "Nothing need be done; it may be gone soon.",
    ),
    "I151": _code(
        "There are no sources to fetch from, so nothing was fetched.",
        "Add a table `[[sources]]` to api.toml if its pages are to be fetched.",
    ),
    "I152": _code(
        "There was nothing to accept: the docs have this page again as it was, or better.",
        "Nothing need be done.",
    ),
    "I153": _code(
        "This capture replaces {old}, which stood for the same address.",
        "Nothing need be done.",
    ),
    "E160": _code(
        "There are {count} {what}; api.toml says that there are at least {floor}.",
        "See what is missing; if the docs have shrunk, lower `floors.{what}` in api.toml.",
    ),
    "W211": _code(
        "`{other}` would be called `{name}` in Python, as which `{one}` was published; it is `{now}`.",
        "If it is the same thing under a new name, give it the old name in names.lock.json; else nothing need be done.",
    ),
    "W212": _code(
        "`{key}` was published as `{name}`, and something else needs that name now; it is `{now}`.",
        "If you changed a name yourself, choose another; else tell the users of the package.",
    ),
    "W213": _code(
        "The value {value} of {place} is called `{wanted}` on its page now; it keeps its published name `{name}`.",
        "To rename it, write the new name in names.lock.json and keep the old one by an alias in overrides.toml.",
    ),
    "W221": _code(
        "The argument `{name}` ({key}) of {place} was published and is gone.",
        "If it was renamed, keep it by an alias in overrides.toml; else raise the package's version. It is reported until then.",
    ),
    "W222": _code(
        "The method `{name}` ({key}) of {place} was published and is gone.",
        "If it was renamed, keep it by an alias in overrides.toml; else raise the package's version. It is reported until then.",
    ),
    "W223": _code(
        "The member `{name}` ({key}) of the enum {place} was published and is gone.",
        "If it was renamed, keep it by an alias in overrides.toml; else raise the package's version. It is reported until then.",
    ),
    "W224": _code(
        "The class `{name}` ({key}) of {place} was published and is gone.",
        "If it was renamed, give the name the new key in names.lock.json; else raise the package's version. It is reported until then.",
    ),
    "W225": _code(
        "The attribute `{name}` ({key}) of {place} was published and is gone.",
        "If it was renamed, give the name the new key in names.lock.json; else raise the package's version. It is reported until then.",
    ),
    "W226": _code(
        "The module `{name}` ({key}) of {place} was published and is gone.",
        "If it was renamed, give the name the new key in names.lock.json; else raise the package's version. It is reported until then.",
    ),
    "W601": _code(
        "{address} has no method or no path and is not in the OpenAPI document.",
        "Add the method and the path by an override.",
    ),
    "W602": _code(
        "{address} has the method {method}, which OpenAPI does not know.",
        "If the page is wrong, correct the method by an override.",
    ),
    "W603": _code(
        "{address} has the method and path of another endpoint: {method} {path}.",
        "Only the first endpoint is in the OpenAPI document; correct the path by an override.",
    ),
    "W604": _code(
        "{address} is documented twice; the OpenAPI document has the first.",
        "Check whether the page repeats itself or means two things.",
    ),
    "W605": _code(
        "{address} is documented as a path parameter, and the path does not have it.",
        "Correct the path by an override.",
    ),
    "W606": _code(
        "The enum {wanted} has other values elsewhere and is called {name} in the OpenAPI document.",
        "If they are two enums, rename one by an override of its `Entity.enum:{wanted}`; if they are one, look which page is right.",
    ),
    "W607": _code(
        "{address} has the default {shown}, which its own type does not take.",
        "Correct the default or the type by an override.",
    ),
    "W611": _code(
        "The example of {address} is of the type {shown}, which is not the documented one.",
        "If the example is right, correct the type by an override.",
    ),
    "W612": _code(
        "The example of {address} is null, which the documented type does not allow.",
        "If it can be null, say so by an override.",
    ),
    "W613": _code(
        "The example of {address} does not have the format of the field: {shown}.",
        "If the example is right, correct the format by an override: inferred formats can be wrong.",
    ),
    "W614": _code(
        "The example of {address} is {shown}, which its enum does not list.",
        "Find out which of the two is right; the generated client takes both.",
    ),
    "W615": _code(
        "The example has {address}, which no row documents.",
        "It is kept; nothing is known of its type.",
    ),
    "W616": _code(
        "The example lacks {address}, which is documented as required.",
        "If the example is right, say by an override that it is not required.",
    ),
    "W621": _code(
        "{address} sends a body by {method}, which OpenAPI 3.0 tells tools to ignore.",
        "Have the document as OpenAPI 3.1 (openapi_version in api.toml) if tools must send this body.",
    ),
    "W622": _code(
        "{address} is described by `{said}`, which an OpenAPI 3.0 document cannot say.",
        "Have the document as OpenAPI 3.1 (openapi_version in api.toml) if tools must know it.",
    ),
    "E170": _code(
        "The history of the package cannot be read: {reason}.",
        "Save it as UTF-8.",
    ),
    "W171": _code(
        "The newest section of the history is {latest}, and the version of the package is {version}.",
        "Let `docs2client build --bump` raise the version, or write the section by hand.",
    ),
    "W172": _code(
        "Changes may be missing from this version: {reason}.",
        "Fetch the whole history (`git fetch --unshallow`), or name what to count from with --since.",
    ),
    "E180": _code(
        "The check can no longer fail, as was tried in memory with `{address}`: {reason}.",
        "This is a bug of docs2client: report it. What the check says is worth nothing until it is mended.",
    ),
    "W181": _code(
        "No field could be changed in memory to prove that the check can fail.",
        "Nothing need be done if no page of this API states a field.",
    ),
    "E190": _code(
        "The correction of `{address}` changes nothing of the spec.",
        "See whether a page of its resource, or another correction of it, is in error: then its last good spec is kept.",
    ),
    "E191": _code(
        "No page documents an endpoint (pages read: {count}).",
        "Give the address of the reference itself, or a folder with its pages.",
    ),
    "E192": _code(
        "What was found out makes no `api.toml` that can be read: {reason}.",
        "Write `api.toml` by hand and report this.",
    ),
    "E193": _code(
        "No page says a method and a path, although there are fields (pages with fields: {count}).",
        "Give the pages in another form: as HTML, as `.mdx` sources, or the site's `llms-full.txt`.",
    ),
    "W190": _code(
        "`{key}` is in doubt: {value} fits {votes} of {total} pages ({example}).",
        "Look at the pages, and correct it in api.toml.",
    ),
    "W191": _code(
        "The pages authenticate by {what}, which the client cannot do yet.",
        "Give it once by `headers={{...}}` of the client, or by an `auth=` of your own if it differs from call to call.",
    ),
    "W192": _code(
        "The address of the API is not known: {reason}.",
        "Set `base_url` in api.toml.",
    ),
    "W193": _code(
        "The page documents fields, but neither method nor path; it is left out.",
        "Capture it in another form.",
    ),
    "I190": _code(
        "`{key}` is left at its default: {reason}.",
        "Set it in api.toml if the API has such a thing.",
    ),
}
