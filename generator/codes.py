"""The one table of diagnostic codes and their wording.

E0.. errors of pages, W0.. doubts about pages, E1.. hand-written files and fetching (13.), W2.. published names, W6.. the OpenAPI
document. A message has named gaps that `diagnostics.make` fills.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: its message with named gaps, the hint that goes with it, and what it means at length."""

    message: str
    hint: str
    meaning: str


def _code(message: str, hint: str, meaning: str) -> Code:
    return Code(message=message, hint=hint, meaning=meaning)


#: The one table of codes. E0.. pages, W0.. doubts about pages, E1.. hand-written files and commands, W2.. published names, W6.. the
#: OpenAPI document.
CODES: dict[str, Code] = {
    "E001": _code(
        "The page is empty.",
        "Capture the page again.",
        "A page without any text tells nothing; the resource that it belongs to keeps its last good spec.",
    ),
    "E002": _code(
        "The page is not text: {reason}.",
        "Save the page as UTF-8 text.",
        "A page is read as UTF-8. A binary file or another encoding cannot be read.",
    ),
    "E003": _code(
        "The page has {size} {unit}; more than {limit} are not read.",
        "Give only the reference page itself.",
        "Limits keep a wrong or hostile file from taking the machine's memory. Of a file that holds many pages each is measured alone.",
    ),
    "E004": _code(
        "There is no reader for the form `{form}`.",
        "Capture the page as text.",
        "The form of a page is decided by its content; each form needs a reader.",
    ),
    "E006": _code(
        "The page has more than {limit} fields; those from here on are not read.",
        "Give only the reference page itself.",
        "Limits keep a wrong or hostile file from taking the machine's memory.",
    ),
    "E007": _code(
        "`{name}` is nested more than {limit} deep, and is not read.",
        "Give only the reference page itself.",
        "Limits keep a wrong or hostile file from taking the machine's memory. No real page comes near.",
    ),
    "E010": _code(
        "The page names no {what}.",
        "Check that it is the page of an endpoint and was captured whole.",
        "An endpoint is a method and a path. A page without them is no endpoint page, or its capture lost them.",
    ),
    "E011": _code(
        "The page has no {section}, which api.toml says every page of this API has.",
        "Capture the page again; if the docs have changed, change `pages.required` in api.toml.",
        "`pages.required` lists what every page of an API has. A page without it was probably cut or rendered halfway.",
    ),
    "E013": _code(
        "The page ends inside the row of `{name}`.",
        "The capture was cut; capture the page again.",
        "The last field row lacks its type or its description although the page has them elsewhere.",
    ),
    "E014": _code(
        "The {language} sample is not closed.",
        "The capture was cut; capture the page again.",
        "Brackets or quotes of a sample stay open. It is read up to the next blank line and otherwise ignored.",
    ),
    "E015": _code(
        "The page breaks off here.",
        "The capture was cut or damaged; capture the page again.",
        "An HTML page lacks its end, or a comment or script that is never closed holds the rest of it. What stands before is read.",
    ),
    "E016": _code(
        "A field or a sample stands outside of the content; from here on the page is not read.",
        "Its tags do not match; capture the page again.",
        "Only the part of an HTML page that holds its content is read. Where a tag was lost or closed too often, content falls out of it.",
    ),
    "W010": _code(
        "Not understood: {what}.",
        "If it says something of the API, a rule is missing.",
        "Lines that no rule took. Nothing of them is in the spec.",
    ),
    "W011": _code(
        "`{type}` is no known type; `{name}` is taken as any.",
        "Add the word to the table of types, or correct the field by an override.",
        "A word stands where the type of a field is written, but is none of the known ones.",
    ),
    "W012": _code(
        "The sample cannot be read: {reason}.",
        "Nothing is taken from it.",
        "A sample that is neither JSON nor a curl command with a JSON body gives no shape.",
    ),
    "W013": _code(
        "A table of enum values has no rows.",
        "Check the page.",
        "The heading of a table stands alone.",
    ),
    "W014": _code(
        "`{name}` is documented twice; line {first} counts.",
        "Check the page.",
        "Two rows of one name in one place. The first is used.",
    ),
    "W015": _code(
        "The section `{section}` has no rows.",
        "The docs list nothing there, or the capture lost it.",
        "A heading promises rows and none follow.",
    ),
    "W016": _code(
        "A second endpoint, {method} {path}, stands on the page.",
        "Give each endpoint a page of its own.",
        "One page describes one endpoint; the second pill is left over.",
    ),
    "W017": _code(
        "The authentication section names no known scheme.",
        "Its words are kept in the spec.",
        "No scheme of the table of authentication words occurs in the section.",
    ),
    "W018": _code(
        "The value {value} stands twice in the table.",
        "The first counts.",
        "Values of an enum are unique.",
    ),
    "W019": _code(
        "`{name}` stands under `{section}`, but its own mark says otherwise.",
        "The mark of the row counts.",
        "The subdivision of the section and the `required` mark of the row contradict each other.",
    ),
    "W020": _code(
        "The last row, `{name}`, has no description.",
        "If other rows have one, the capture may be cut.",
        "A page that ends with a row without a description may have been cut there.",
    ),
    "W021": _code(
        "Method and path come from a sample: {method} {path}.",
        "Check that the sample shows the endpoint itself.",
        "The page has no method pill, so its first sample stands for it.",
    ),
    "W022": _code(
        "The sample calls {shown}, the page documents {stated}.",
        "The page's own line counts.",
        "Method or path of a sample differ from those of the page.",
    ),
    "W023": _code(
        "The path shows `{name}`, which no row documents.",
        "It is taken as a required string.",
        "A placeholder in the path without a row among the parameters.",
    ),
    "W024": _code(
        "The default {default} of `{name}` is no {type}.",
        "It is kept as text.",
        "A documented default does not fit the documented type.",
    ),
    "W025": _code(
        "An answer is described without a status.",
        "It is taken as the answer of success.",
        "Fields or an example stand under the response heading with no status above them.",
    ),
    "W026": _code(
        "The status {status} is described twice.",
        "Check the page.",
        "Two headings of one status stand on the page.",
    ),
    "W027": _code(
        "The answer {status} has neither fields nor an example.",
        "The docs say nothing more, or the capture was cut.",
        "A status heading stands alone.",
    ),
    "W028": _code(
        "The answer {status} has no example.",
        "The docs have none, or the capture was cut.",
        "The page shows samples, but none of this answer.",
    ),
    "W029": _code(
        "The page tells no answer to a wrong request.",
        "The docs say nothing of it, or the capture was cut.",
        "The endpoint has required fields and answers by status, but none of them is that of an error.",
    ),
    "W030": _code(
        "Only a sample of the {where} shows: {names}.",
        "What it shows is in the spec, marked with the rule of the sample.",
        "A sample shows keys that no row documents.",
    ),
    "W031": _code(
        "`{name}` is documented as {stated}, but the sample shows {shown}.",
        "The row counts.",
        "The type of a field and the value in a sample contradict each other.",
    ),
    "W032": _code(
        "The format of `{name}` is in doubt: {format} by {rule}, {other} by {doubt}.",
        "If the first is wrong, correct it by an override.",
        "Sample, wording and name of a string hint at different formats. The sample counts most, the name least. A time of day that "
        "travels with a constant date is recognised where several fields of a page show it; a lone one can get its `date_part` by an "
        "override.",
    ),
    "W033": _code(
        "`{name}` is required, but a sample leaves it out.",
        "The row counts.",
        "A sample of the request lacks a field that the page calls required.",
    ),
    "W034": _code(
        "The skeleton shows `{name}`, which no answer documents.",
        "It is not taken over.",
        "The skeleton of the answer at the top of the page has a key that no row describes.",
    ),
    "W035": _code(
        "The skeleton lacks `{name}`, which the answer {status} documents.",
        "The row counts.",
        "A field of the answer is missing in the skeleton at the top of the page.",
    ),
    "W036": _code(
        "`{name}` is {one} under {at} and {other} under {here}.",
        "Each answer keeps its own type.",
        "One field has two types on one page.",
    ),
    "W037": _code(
        "The sample of `{name}` is {shown}, but its date part is always {date}.",
        "The documented date counts.",
        "A time of day is documented as a date-time with a constant date, and the sample shows another date.",
    ),
    "W038": _code(
        "No heading says how `{name}` is sent; it is taken as {place}.",
        "Check the page; if it is wrong, the capture may have lost a heading.",
        "A field row outside the sections that tell its place. The path, the samples and the method decide.",
    ),
    "W039": _code(
        "The sample sends `{name}` in the query, which no row documents.",
        "It is not taken over.",
        "The address in a sample has a query parameter that the page does not list.",
    ),
    "W040": _code(
        "`{field}` refers to the enum `{enum}`, which the page does not print.",
        "Another page or capture may print it.",
        "A description names an enum, and no table on the page is that enum.",
    ),
    "W041": _code(
        "No field claims this table of values ({values}); {count} fields could.",
        "Name the enum by an override.",
        "A table of values whose title was lost, and no evidence tells the field that it belongs to.",
    ),
    "W042": _code(
        "The enum `{enum}` has other values than at {page}:{line}.",
        "Neither is shared between the pages.",
        "One name with two sets of values on two pages.",
    ),
    "I043": _code(
        "`{field}` takes the enum `{enum}` of {page}:{line}.",
        "Correct it by an override if it is another one.",
        "A field refers to an enum that another page prints, or has its very name.",
    ),
    "W044": _code(
        "`{name}` is documented as a part of the path, which does not show it.",
        "Check the path of the page.",
        "A row among the path parameters without a placeholder in the path.",
    ),
    "W045": _code(
        "`{name}` has no type; it is taken as any.",
        "Correct it by an override.",
        "A field row whose type the page does not tell.",
    ),
    "W046": _code(
        "The value {value} has no name; it is called after itself.",
        "Correct the capture.",
        "A row of a table of enum values without a name.",
    ),
    "W047": _code(
        "`{text}` stands like a {part} of a field row, but the rest of the row is missing.",
        "The capture may have lost a line; it is read as a part of the description.",
        "A name without a type, or a type without a name, stands where field rows are.",
    ),
    "I097": _code(
        "The fields below `{title}` count as fields of `{section}`.",
        "If they are alternatives, or belong to something else, correct them by overrides.",
        "A heading, a tab or an accordion divides a section; the spec has no place for it.",
    ),
    "W048": _code(
        "The sample sends {shown}, the page says {stated}.",
        "The latter counts.",
        "The command at the top of a page is made by the site; the page's own words and samples know better how a body is encoded.",
    ),
    "I049": _code(
        "The section `{section}` is for readers; nothing of it is in the spec.",
        "If it says something of the API, a rule is missing.",
        "Integration guides, lists of related pages and the like hold nothing that a client of this endpoint needs.",
    ),
    "W050": _code(
        "The endpoint {endpoint} is documented {at} and {page}, which {why}.",
        "The captures are merged fact by fact: the stronger statement counts, at equal strength that of the latter.",
        "Two captures describe one endpoint. The richer one goes first: the one that states more, else the later one.",
    ),
    "W051": _code(
        "`{address}`: {fact} is {here} {at} and {there} {page}.",
        "The latter counts. Correct it by an override if it is wrong.",
        "Two captures of one endpoint contradict each other. What a row states outweighs what was inferred; else the richer one counts.",
    ),
    "W052": _code(
        "The path {path} does not follow `{pattern}`.",
        "Check `conventions.resource_path` in api.toml.",
        "Group and collection are found by the pattern in api.toml; this one was split at its last fixed segments.",
    ),
    "W053": _code(
        "The page names no role; the resource is called `{name}` after its path.",
        "Correct the name by an override if the entity is spelt otherwise.",
        "The entity's spelling comes from the role. Without one it is made from the collection.",
    ),
    "W054": _code(
        "The resource is `{here}` here, but `{there}` on {page}.",
        "The latter counts.",
        "Pages of one collection name their entity differently.",
    ),
    "W055": _code(
        "The operation `{operation}` exists already on {page}; this one is `{name}`.",
        "Rename it by an override if you like.",
        "Two endpoints of a resource do the same by method and path.",
    ),
    "W056": _code(
        "The resource of {here} is called `{name}` like that of {there}; it is `{now}` instead.",
        "Rename one of them by an override if you like.",
        "Two collections have pages that name one entity. An address names one thing, so the later one gets a name of its own.",
    ),
    "W057": _code(
        "No answer has the member `{name}`, which `conventions.envelope.success` names.",
        "Correct the convention in api.toml; answers are read without an envelope.",
        "The wrapper of answers is recognised by its flag of success. Where no page shows it, failures are not recognised either.",
    ),
    "W058": _code(
        "`{address}`: {page} lacks what stands here ({count}): {names}.",
        "They are kept. If the docs have dropped them, remove the older capture.",
        "One capture of an endpoint has fields, answers, roles or enums that another one, which says something there too, does not have.",
    ),
    "W059": _code(
        "`{address}`: not worded as on {page}, or shown by another sample ({count}): {names}.",
        "The richer capture's count, but a real sentence goes before a mere name.",
        "Captures of one endpoint word the same things differently. This is not told one by one; nothing but words and samples differs.",
    ),
    "W060": _code(
        "The page differs from its hash in pages.lock.json.",
        "Fetch it again, or accept the change by updating the lock.",
        "The lock records the bytes that were fetched. The page was changed since.",
    ),
    "E061": _code(
        "pages.lock.json cannot be read: {reason}.",
        "Restore it from version control.",
        "The lock is a JSON object of pages, each with url, captured and sha256.",
    ),
    "W064": _code(
        "`{name}` ({here}) and `{known}` ({there}, {page}:{line}) are spelt alike.",
        "Look which spelling the API uses, and correct the other by an override.",
        "Two pages of a resource name members that differ only in capitals or marks between words. Each stays a member of its own.",
    ),
    "I065": _code(
        "`{name}` filters something that the record of {resource} does not have.",
        "Nothing need be done; the filter is called as the page calls it.",
        "Filters are named after the members of the record. This one has no member of its own, so its type cannot be compared.",
    ),
    "W066": _code(
        "`{name}` changes the list `{list}`, which the body does not have.",
        "Look whether the page lacks a row.",
        "By the conventions of the API this member adds to a list or removes from it, but no list of that name can be sent.",
    ),
    "W067": _code(
        "`{name}` is {value} here ({here}) and {known} on {page}:{line} ({there}).",
        "Look which page is right, and correct the other by an override.",
        "Two pages of a resource state different types of one member. Each place keeps what its own page states.",
    ),
    "W068": _code(
        "`{name}` has the format {value} here ({here}) and {known} on {page}:{line} ({there}).",
        "Look which page is right, and correct the other by an override.",
        "Two pages of a resource state or imply different formats of one member. Each place keeps its own.",
    ),
    "W069": _code(
        "`{name}` is of the enum {value} here ({here}) and of {known} on {page}:{line} ({there}).",
        "Look which page is right, and correct the other by an override.",
        "Two pages of a resource refer to different enums for one member. Each place keeps its own.",
    ),
    "E070": _code(
        "The stored spec cannot be read: {reason}.",
        "Restore it from version control or build again.",
        "A spec file is written by the program alone and read strictly.",
    ),
    "W071": _code(
        "The resource {resource} keeps its last good spec.",
        "Mend what is in error: a page of the resource, or an override of it.",
        "A page or an override of the resource has an error, so that nothing of the resource changes.",
    ),
    "E072": _code(
        "The resource {resource} has no good spec yet, and is left out.",
        "Mend the page that is in error.",
        "A page of the resource has an error and there is no earlier spec to keep.",
    ),
    "W073": _code(
        "The manifest vouches for {path}, which is not what is generated.",
        "Delete the manifest and build again: build itself trusts it, and would leave the file.",
        "A generated file and the manifest were both changed by hand, so that build takes the file for its own.",
    ),
    "I100": _code(
        "The list below `{section}` may document fields; it is kept as words.",
        "Write the fields as rows, or as a table below a heading of the sections, if they are fields.",
        "Lists, and tables below headings that are not known, tell too little of a field's place to be read as fields.",
    ),
    "W102": _code(
        "The sample `{title}` does not say which answer it shows; nothing is taken from it.",
        "Give it the status of its answer as title, if the page is yours.",
        "Several samples of answers stand on the page without a status, and this one looks unlike the first.",
    ),
    "W108": _code(
        "The rows below `{section}` have lost their names; nothing is taken from them.",
        "Capture the page as HTML or Markdown.",
        "Some pages show the names of fields in buttons, which this way of capturing leaves out. Types and words alone make no field.",
    ),
    "I103": _code(
        "The page documents no endpoint.",
        "Nothing is to be done where it is a guide; else it was captured badly.",
        "A file of many pages also holds guides and overviews. They are passed over.",
    ),
    "I104": _code(
        "The sample sends the header `{name}`, which no row documents.",
        "It is not taken over.",
        "A header of a sample that is neither of HTTP itself nor of the authentication has no row among the parameters.",
    ),
    "W105": _code(
        "No row documents the body; what a sample shows of it is in the spec.",
        "Which fields are required is not known; the capture may have lost the section.",
        "A body of which only samples tell. Samples do not say what else may be sent, nor what must be.",
    ),
    "I106": _code(
        "`{name}` is a part of the path, but its row does not say that it is required.",
        "It is asked for all the same: without it the path leads nowhere.",
        "A row among the path parameters without the mark of required fields.",
    ),
    "W107": _code(
        "`{name}` is named like a path that begins with the field around it, and read as `{path}`.",
        "If it is meant to be only once in the path, correct the page.",
        "A full dotted name inside its own parent. Pages mean it once or twice; it is taken as written.",
    ),
    "I062": _code(
        "`{name}` is a file, and nothing states the media type of the body: it is taken as multipart/form-data.",
        "If it is another one, set the content_type of the request by an override.",
        "JSON and plain forms carry no files. Where a field of the body is a file and no sample, label or sentence names another media "
        "type, the body can only be a form in parts.",
    ),
    "W063": _code(
        "`{name}` is a file, but the body is documented as {media}, which carries none.",
        "It is taken as any value; look which of the two is right.",
        "A file is sent as a part of a form (multipart/form-data). In JSON it may be meant as a text in base64, or the sample is wrong.",
    ),
    "I084": _code(
        "The answer {status} is taken as a file of the type {media}: {how}.",
        "Document a field or an example of the answer if it is JSON.",
        "No row, label or message states what the answer is; a sample that writes it to a file or asks for its type, or the words of the "
        "page tell it, and nothing speaks against it.",
    ),
    "W089": _code(
        "The answer {status} is a file by {how}, but fields or an example of JSON are documented, too; those count.",
        "Look which of the two is right.",
        "An answer is a file or JSON. The client reads it as what is documented in detail.",
    ),
    "W109": _code(
        "The answer may be a file (“{hint}”), but nothing says of what kind, and nothing else is documented of it.",
        "It is not taken as one; if it is one, set the content_type of the answer by an override.",
        "Words or a path that sound like a download tell neither the media type nor that it is the answer itself and no link.",
    ),
    "W110": _code(
        "The sample sends the file `{name}` as the whole body (media type: {media}).",
        "It is not taken over: the client cannot send a body that is neither JSON nor a form.",
        "`curl --data-binary @file` sends a file without a form around it.",
    ),
    "W074": _code(
        "The cells run together: {value} and `{name}` may be {other} and `{instead}`.",
        "Look at the page; if the latter is right, correct the enum by an override.",
        "A capture runs value and name of a row together, and the name may begin with a digit. The values of the table tell more than one "
        "way to part them; the value ends where the digits end.",
    ),
    "I075": _code(
        "The cells run together: {value} and `{name}`, not {other} and `{instead}`, for so the values of the table rise.",
        "Correct the enum by an override if that is wrong.",
        "A capture runs value and name of a row together, and the name begins with a digit. Only one way to part them makes the values of "
        "the table rise.",
    ),
    "I076": _code(
        "The table of values ({values}) is the enum `{enum}`: {page}:{line} has the same.",
        "Correct it by an override if it is another one.",
        "A table whose title was lost, or whose cells run together, has the rows of one that another page names.",
    ),
    "W077": _code(
        "This table ({values}) would be `{enum}` if tables stood in the order of the fields, but {page}:{line} gives it other values.",
        "Those count; if this page is right, correct the other one.",
        "A table without a title was linked by the order in which fields refer to enums, or because it was the only one. Another page "
        "has better evidence, and that outweighs it.",
    ),
    "W078": _code(
        "`{field}` has the enum `{enum}` by the order of the tables alone, but {sign}.",
        "Compare the page; another form or another page with the titles of the tables would settle it.",
        "The page has lost the titles of its tables, so they were given to the fields in their order. A default, a sample or a description "
        "speaks against the table of this field.",
    ),
    "W079": _code(
        "This table ({values}) has most rows of the enum `{enum}` of {page}:{line}, but not all; those of the latter count.",
        "If this page is the newer one, correct the enum by an override.",
        "A table without a title on one page, and an enum that another page names better: most likely the same enum at two times.",
    ),
    "W080": _code(
        "`{one}` and `{other}` would both be called `{name}` in Python; the latter is `{now}`.",
        "Rename one by an override if you like.",
        "Two names of the API become one Python name.",
    ),
    "W081": _code(
        "`{name}` is never closed.",
        "It is read to the next heading, the next field, or the end of what is around it.",
        "A tag, a comment or the front matter without its end. What follows is taken as its content where it cannot be anything else.",
    ),
    "W082": _code(
        "`</{name}>` closes nothing.",
        "It is passed over.",
        "A closing tag whose opening tag is missing.",
    ),
    "W083": _code(
        "A field has no name.",
        "It is left out; the fields nested in it are kept.",
        "A field component without the attribute that names it; the rendered page shows no name either.",
    ),
    "W085": _code(
        "`{name}` states several places: {places}.",
        "The first counts.",
        "A field component says by its attributes that it travels in two places at once.",
    ),
    "W086": _code(
        '`{name}` has the attribute {flag}="false".',
        "It is taken as false; the rendered page shows it as if it were true.",
        "The attribute is written as a text, and any text counts as true where the page is rendered.",
    ),
    "W087": _code(
        "`<{name}>` stands in more than {limit} others; what is in it is read as if it stood beside it.",
        "Give only the reference page itself.",
        "Limits keep a wrong or hostile page from taking the machine's memory. No real page comes near.",
    ),
    "W088": _code(
        "The page tells no answer.",
        "The docs say nothing of it, or the capture was cut.",
        "An endpoint without any field, example or status of an answer.",
    ),
    "W093": _code(
        "Elements are nested more than {limit} deep here.",
        "Check whether the page was saved whole; its words are kept, its fields and tables may be missing.",
        "Limits keep a wrong or hostile page from taking the machine's memory. Words below the limit go to the last element above it.",
    ),
    "W094": _code(
        "The parser stopped here; what follows is not read.",
        "Check whether the page was saved whole, and capture it again.",
        "The HTML parser gives up where elements are nested thousands deep. No real page comes near.",
    ),
    "W095": _code(
        "`{title}` is closed and empty: what it holds was not captured.",
        "Open it and capture the page again; the children of a field may be missing.",
        "Some pages load the contents of a folded part only when it is opened, so that a capture has its title alone.",
    ),
    "W096": _code(
        "The tab `{title}` was not captured.",
        "Open it and capture the page again, or capture its source.",
        "Some pages hold only the tab that is open; the others have a label and nothing below it.",
    ),
    "W090": _code(
        "The capture is lossy. Missing: {missing}.",
        "Capture the rendered page or its source again; what is here comes from samples, tables and the names that are left.",
        "A program that keeps long texts and drops short lines made this capture. Facts that it lost are not guessed.",
    ),
    "W091": _code(
        "Lines below `{section}` whose fields have lost their names: {count}, at {lines}.",
        "Nothing of them is in the spec.",
        "Rows went missing whole, so that a description cannot be given to a field by its place.",
    ),
    "W092": _code(
        "Seen and not used: {what}.",
        "If it matters, state it by an override.",
        "The capture has lost what would tell the meaning of these lines, and none is guessed.",
    ),
    "W098": _code(
        "An OpenAPI block of {count} lines is not read.",
        "Only its method and path are taken; give the page as it is rendered, or use the OpenAPI document itself.",
        "The export of a page that is made from an OpenAPI document holds a part of that document, and no fields of its own.",
    ),
    "W099": _code(
        "`{name}` has the attribute `{what}`, whose value the page does not show.",
        "A flag is taken as true, which is a guess, and of anything else nothing is taken; state it by an override if it matters.",
        "The attribute of a field component is an expression that only the program of the site can work out.",
    ),
    "E101": _code(
        "api.toml is no TOML: {reason}.",
        "Correct the line.",
        "The file cannot be parsed; nothing of this API is changed.",
    ),
    "E102": _code(
        "api.toml: `{key}`: {reason}.",
        "Correct the key.",
        "A key is missing, unknown or has a value that is not allowed; nothing of this API is changed.",
    ),
    "E103": _code(
        "api.toml names the API `{name}`, but its folder is `{folder}`.",
        "Make both equal.",
        "An API is found by its folder and named by its api.toml.",
    ),
    "E104": _code(
        "There is no api.toml.",
        "Write one; CONTRIBUTING.md says what it holds.",
        "Each folder of `specs/` describes one API.",
    ),
    "E105": _code(
        "There are no pages.",
        "Put captures into `pages/`, or fetch them: `docs2client fetch`.",
        "An API without pages has nothing to build; the last good output stays.",
    ),
    "E111": _code(
        "overrides.toml is no TOML: {reason}.",
        "Correct the line.",
        "The file cannot be parsed; nothing of this API is changed.",
    ),
    "E112": _code(
        "The override is malformed: `{key}`: {reason}.",
        "An override has address, expect, set and reason.",
        "A key of an override is missing, unknown or has a value that is not allowed.",
    ),
    "E113": _code(
        "The override of `{address}` matches nothing.",
        "Correct its address, or delete it.",
        "No resource has anything at this address any more.",
    ),
    "E114": _code(
        "The override of `{address}` expects {fact} = {expected}, but the page says {actual}.",
        "Look at the page: adapt the override or delete it.",
        "The page has changed since the override was written.",
    ),
    "W115": _code(
        "The override of `{address}` is redundant: the page says {fact} = {actual} itself.",
        "Delete it.",
        "The page now says what the override was for.",
    ),
    "E116": _code(
        "The override of `{address}` cannot set {fact}: {reason}.",
        "Choose a value of the fact's kind.",
        "What an override sets must fit the spec.",
    ),
    "E117": _code(
        "The alias is malformed: `{key}`: {reason}.",
        "An alias has of, name, until and reason.",
        "A key of an alias is missing, unknown or has a value that is not allowed; nothing of this API is changed.",
    ),
    "E118": _code(
        "The alias `{name}` is of `{address}`, which names no argument, method or enum value.",
        "Correct its address, or delete it.",
        "An alias is of `Entity.operation.request.Name`, `Entity.operation` or `enum:Name.value`. Nothing of this API is changed.",
    ),
    "E119": _code(
        "`{address}` cannot have the alias `{name}`: {reason}.",
        "Choose another name, or delete the alias.",
        "An alias is a name beside the others of its place. Nothing of this API is changed.",
    ),
    "W120": _code(
        "The alias `{name}` of `{address}` ran until {until}, and the package has the version {version}: it is not generated any more.",
        "Delete it.",
        "An alias lives for the versions before its `until`.",
    ),
    "E121": _code(
        "names.lock.json cannot be read: {reason}.",
        "Restore it from version control; if there never was a good one, delete it and build.",
        "The file says which names were published, so that they last. Without it they could change; nothing of this API is changed.",
    ),
    "E130": _code(
        "No index of the source {what} can be read: {reason}.",
        "Look whether the address is still right; `llms.txt`, `sitemap.xml` or a page with links must be there.",
        "What the source has is not known, so that none of its pages is asked for, and all that the lock knows of it stays as it is.",
    ),
    "E131": _code(
        "Not fetched: {what}: {reason}.",
        "Run it again later.",
        "A page did not come, although it was asked for as often as `fetch.retries` in api.toml says. What is on the disk stays as it is.",
    ),
    "E132": _code(
        "Not fetched: {what}: {reason}.",
        "Set `fetch.private` in api.toml if the site is on a network of your own.",
        "Pages of strangers must not make the program ask machines of this network. A name was resolved, and led to such an address.",
    ),
    "E133": _code(
        "Not fetched: {what}: {reason}.",
        "Add the host to `hosts` of the source, or the path to its `pages`, if the redirect is right.",
        "Redirects are followed by hand, on the hosts and paths of the source only, never from https to http, and only a few of them.",
    ),
    "E134": _code(
        "Not fetched: {what}: {reason}.",
        "Raise `fetch.max_bytes` in api.toml if the page is really so large.",
        "Limits keep a wrong or hostile site from taking the machine's memory, also where a few bytes unfold to many.",
    ),
    "E135": _code(
        "Not fetched: {what}: {reason}.",
        "Leave it out by `skip` of the source if it is no page.",
        "Pages are HTML, Markdown or plain text. The server says that this is something else.",
    ),
    "E136": _code(
        "Not fetched: {what}: {reason}.",
        "Look at the address in a browser; run it again if it is only out of order.",
        "The answer came with the status of success, but holds no text that could be a page.",
    ),
    "E137": _code(
        "Nothing is asked of the site of {what}: its robots.txt cannot be read: {reason}.",
        "Run it again later.",
        "A site whose rules cannot be had allows nothing (RFC 9309). A site without a robots.txt allows everything.",
    ),
    "E138": _code(
        "Not asked for any more: {what}: {reason}.",
        "Run it again later.",
        "The site asks for longer pauses than a run takes. Nothing more is asked of it, and what is on the disk stays as it is.",
    ),
    "E139": _code(
        "`{what}` cannot be read: {reason}.",
        "Correct `list` or `folder` of the source in api.toml; both are seen from the folder of api.toml.",
        "A source names a file or a folder on this machine that is not there, or holds nothing of use.",
    ),
    "E140": _code(
        "The source {what} names no page.",
        "Look at `pages`, `skip` and `hosts` of the source in api.toml.",
        "An index was read, and names none of the pages that api.toml asks for. What the lock knows of the source stays as it is.",
    ),
    "E141": _code(
        "There are too many pages ({what}); the first {reason} count.",
        "Narrow `pages` of the sources in api.toml.",
        "Limits keep a wrong or hostile index from making the program ask for ever.",
    ),
    "W130": _code(
        "An index names {what}, which is answered with {reason}.",
        "Nothing can be done where the index is out of date.",
        "A page that was never captured is not there. It is left out.",
    ),
    "W131": _code(
        "Not fetched: {what}: {reason} does not allow it.",
        "Ask the site's owner, or leave it out by `skip` of the source.",
        "What a robots.txt forbids is not asked for. What is on the disk stays as it is.",
    ),
    "W132": _code(
        "{what} would be kept in the place of {reason}, and is left out.",
        "Give one of the sources a folder of its own by `into` in api.toml.",
        "Two addresses give one path below `pages/`. The first counts.",
    ),
    "W133": _code(
        "The index {what} says that it is not whole, and the site has no other that can be read.",
        "Name the missing pages in a `list`, as a source of their own.",
        "Pages that the cut index leaves out and that the lock does not know are not found.",
    ),
    "W134": _code(
        "The index {what} is not used: {reason}.",
        "Nothing need be done where the other indexes are enough.",
        "One of several places where a site may list its pages has no list that can be read.",
    ),
    "W135": _code(
        "The index {what} is not read: there are {reason}.",
        "Name the indexes that matter as sources of their own.",
        "Limits keep a wrong or hostile site from making the program ask for ever.",
    ),
    "W136": _code(
        "`{what}` is no address that is asked for (in {reason}).",
        "Nothing need be done where it is no page.",
        "An address is of http or https, not too long, and names no user.",
    ),
    "W137": _code(
        "`{what}` is left out: {reason}.",
        "Rename or mend the file.",
        "A file of a local folder cannot be taken as a capture.",
    ),
    "W138": _code(
        "The run cannot be taken up if it is stopped: the journal `{what}` cannot be written: {reason}.",
        "Look at the folder and at the space on the disk.",
        "Answers are kept until a run is done, so that one that was stopped need not ask for them again.",
    ),
    "W139": _code(
        "The same text to the byte came from {what}.",
        "Look at one of them: a site that wants a login, or is under repair, often answers so.",
        "Pages of different endpoints differ. A new page is taken as it comes, because there is nothing to compare it with.",
    ),
    "I130": _code(
        "Addresses in {reason} that are none of the wanted pages: {what}.",
        "Widen `pages` or `hosts` of the source in api.toml if they are wanted.",
        "Only pages on the hosts and below the paths of a source are asked for, and no pictures, programs or data.",
    ),
    "I131": _code(
        "The index {what} says that it is not whole: “{reason}”",
        "Nothing need be done: the site's other indexes are read, too.",
        "Some sites cut a long `llms.txt` and say so in a note.",
    ),
    "I132": _code(
        "The site {what} has no index; the links of the page itself are taken.",
        "Name a sitemap or a list of pages as the source if that is not enough.",
        "Neither `llms.txt` nor `sitemap.xml` nor `llms-full.txt` is there. Links of the pages that are linked are not followed.",
    ),
    "I133": _code(
        "Taken out of `llms-full.txt`: {what}.",
        "Nothing need be done.",
        "Neither the page nor its Markdown could be had, but a file with all pages holds it.",
    ),
    "I134": _code(
        "No index names {what} any more; it leads to {reason}, which an index names.",
        "Nothing need be done here; the page at the old address counts as gone.",
        "A page that has another address now comes from there, and would otherwise stand in two places for ever.",
    ),
    "I135": _code(
        "No source asks for {what}, which was fetched once; it stays as it is.",
        "If it is not wanted any more, remove it from `pages/`; else widen `pages`, `skip` or `hosts` of a source in api.toml.",
        "Since the sources in api.toml were changed it belongs to none of them. Builds go on reading it, and its changes are not noticed.",
    ),
    "E150": _code(
        "quarantine.lock.json cannot be read: {reason}.",
        "Restore it from version control; or delete it, and captures that are kept aside are judged anew.",
        "The file says which captures are not believed yet, and why. While it cannot be read nothing of this API is changed.",
    ),
    "E151": _code(
        "No source gave any page.",
        "Look at the other findings, and at `[[sources]]` in api.toml.",
        "A run without one page tells nothing of the docs: neither what they say now nor what is gone. Nothing of it is taken over.",
    ),
    "E152": _code(
        "A capture would stand at {path}, which {reason}.",
        "Exclude the address by `skip` in `[[sources]]`.",
        "Paths are made of addresses, and one that leads out of its folder, or that some system takes for another, is never written.",
    ),
    "E153": _code(
        "The capture of {path} that is kept aside cannot be accepted: {reason}.",
        "Fetch it again, look at it, and accept that one.",
        "quarantine.lock.json has the hash of each capture that is kept aside, so that only what was reported can be accepted.",
    ),
    "E154": _code(
        "There are no sources to fetch from.",
        "Add a table `[[sources]]` with a `url`, a `list` or a `folder` to api.toml.",
        "`docs2client fetch` needs to know where the pages of an API come from; generator/config.py describes the keys.",
    ),
    "W150": _code(
        "A newer capture lost {losses} (runs that found this: {runs} of {needed}).",
        "Look at quarantine/{path} beside pages/; `docs2client fetch {api} --accept {path}` takes it over.",
        "A capture that lost fields, marks, values or sections against the last good one is probably a bad capture, so the good one "
        "stays. It is taken over when so many runs find the same as `quarantine.repeats` in api.toml says, or when it is accepted.",
    ),
    "W151": _code(
        "The docs do not have this page any more (since {since}).",
        "It stays until `docs2client fetch {api} --accept {path}` removes it.",
        "A page that no index names, or that the server calls gone, is never dropped without a word: it may be back tomorrow.",
    ),
    "W152": _code(
        "{runs} runs found the same, so this page was replaced by one that lost {losses}.",
        "If the docs are wrong, correct them by overrides, or restore the page from version control.",
        "What so many runs find is what the docs say now, although it is less than before.",
    ),
    "W153": _code(
        "As accepted, this page was replaced by one that lost {losses}.",
        "Restore it from version control if that was wrong.",
        "`--accept` takes a capture over that lost something against the last good one.",
    ),
    "W154": _code(
        "This page was edited by hand; it is what the docs say again.",
        "Correct pages by overrides: what is edited by hand is lost with the next capture. The edited page is in version control.",
        "The hash of the page was not that of its capture, and the newer capture lacks nothing of it.",
    ),
    "W155": _code(
        "This page was edited by hand, and says more than the docs; the newer capture is kept aside.",
        "Correct pages by overrides, and accept the capture.",
        "The hash of the page is not that of its capture, and the newer capture lacks something that the page says.",
    ),
    "W156": _code(
        "As accepted, this page was removed; the docs do not have it any more.",
        "Restore it from version control if that was wrong.",
        "`--accept` removes a page that is gone from the docs.",
    ),
    "W157": _code(
        "This page was not in `pages/` and was fetched anew; it is not what was fetched before.",
        "Compare it with the old one in version control: nobody knows what it lost.",
        "A capture is compared with the page that it replaces. Where somebody removed that page there is nothing to compare with.",
    ),
    "W158": _code(
        "A newer capture is hardly this page any more; it lost {losses} (since {since}).",
        "Look at quarantine/{path} beside pages/; only `docs2client fetch {api} --accept {path}` takes it over.",
        "A capture without its endpoint, or with an error that the page did not have, is a login wall, a notice, half of a page, or of a "
        "layout that cannot be read. The good one stays, however many runs find the same: a build would give nothing for it.",
    ),
    "I150": _code(
        "No index names this page any more, but it is still there.",
        "Nothing needs to be done; it may be gone soon.",
        "A page that is known from earlier runs was asked for, although no source lists it now, and the server gave it.",
    ),
    "I151": _code(
        "There are no sources to fetch from, so nothing was fetched.",
        "Add a table `[[sources]]` to api.toml if its pages are to be fetched.",
        "The pages of this API are put into `pages/` by hand.",
    ),
    "I152": _code(
        "There was nothing to accept: the docs have this page again as it was, or better.",
        "Nothing needs to be done.",
        "What was kept aside or missed is as it should be in this run, so that the newer capture was taken over without it.",
    ),
    "I153": _code(
        "This capture replaces {old}, which stood for the same address.",
        "Nothing needs to be done.",
        "An address is captured in the best form that the docs give, and the form decides the ending of the file.",
    ),
    "E160": _code(
        "There are {count} {what}; api.toml says that there are at least {floor}.",
        "Look what is missing; if the docs have shrunk, lower `floors.{what}` in api.toml.",
        "Floors keep a good output from being replaced by that of pages most of which were lost. Below one nothing of this API is changed.",
    ),
    "W211": _code(
        "`{other}` would be called `{name}` in Python, as which `{one}` was published; it is `{now}`.",
        "Rename it by an override if you like; if it is the same thing under a new name, write that in names.lock.json.",
        "A name that was published means the same for ever, even after what it meant has vanished.",
    ),
    "W212": _code(
        "`{key}` was published as `{name}`, and something else needs that name now; it is `{now}`.",
        "Tell the users of the package.",
        "Python, the package itself or another part of the API has the name, so that it cannot be kept.",
    ),
    "W213": _code(
        "The value {value} of {place} is called `{wanted}` on its page now; it keeps its published name `{name}`.",
        "To rename it, write the new name in names.lock.json and keep the old one by an alias in overrides.toml.",
        "The names of enum members are words of the page, which may be worded anew without another meaning.",
    ),
    "W221": _code(
        "The argument `{name}` ({key}) of {place} was published and is gone.",
        "Keep it by an alias in overrides.toml if it was renamed. It is reported until the version of the package is raised.",
        "No page documents the argument any more. Calls that give it fail.",
    ),
    "W222": _code(
        "The method `{name}` ({key}) of {place} was published and is gone.",
        "Keep it by an alias in overrides.toml if it was renamed. It is reported until the version of the package is raised.",
        "No page documents the method any more. Calls of it fail.",
    ),
    "W223": _code(
        "The member `{name}` ({key}) of the enum {place} was published and is gone.",
        "Keep it by an alias in overrides.toml if it was renamed. It is reported until the version of the package is raised.",
        "No page documents the value any more. Code that names it fails.",
    ),
    "W224": _code(
        "The class `{name}` ({key}) of {place} was published and is gone.",
        "Raise the version of the package: it is reported until then.",
        "No page documents it any more, or it has another home. Code that imports it fails.",
    ),
    "W225": _code(
        "The attribute `{name}` ({key}) of {place} was published and is gone.",
        "Raise the version of the package: it is reported until then.",
        "No page documents the member any more. Code that reads it fails, or reads it from `model_extra`.",
    ),
    "W226": _code(
        "The module `{name}` ({key}) of {place} was published and is gone.",
        "Raise the version of the package: it is reported until then.",
        "No page documents anything of this resource or group any more.",
    ),
    "W601": _code(
        "{address} has no method or no path and is not in the OpenAPI document.",
        "Add the method and the path by an override.",
        "An OpenAPI operation needs both; the page, or the form in which it was captured, lacks one.",
    ),
    "W602": _code(
        "{address} has the method {method}, which OpenAPI does not know.",
        "Correct the method by an override if the page is wrong.",
        "OpenAPI 3.1 knows GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE. The endpoint is left out.",
    ),
    "W603": _code(
        "{address} has the method and path of another endpoint: {method} {path}.",
        "Correct the path by an override; only the first endpoint is in the OpenAPI document.",
        "OpenAPI tells operations apart by method and path, without query string and names of path parameters.",
    ),
    "W604": _code(
        "{address} is documented twice; the OpenAPI document has the first.",
        "Look whether the page repeats itself or means two things.",
        "A parameter (by name and location) and an answer (by status) can stand only once in an operation.",
    ),
    "W605": _code(
        "{address} is documented as a path parameter, and the path does not have it.",
        "Correct the path by an override if the page is wrong.",
        "An OpenAPI path has each of its parameters in braces. This parameter is left out of the document.",
    ),
    "W606": _code(
        "The enum {wanted} has other values elsewhere and is called {name} in the OpenAPI document.",
        "Rename one of them by an override if they are two enums.",
        "Two pages document an enum of one name with different values. The more frequent form keeps the name.",
    ),
    "W607": _code(
        "{address} has the default {shown}, which its own type does not take.",
        "Correct the default or the type by an override.",
        "A default must fit its schema. The OpenAPI document keeps this one as x-documented-default.",
    ),
    "W611": _code(
        "The example of {address} is of the type {shown}, which is not the documented one.",
        "Correct the type by an override if the example is right.",
        "A documented example must validate, so the OpenAPI document allows both types.",
    ),
    "W612": _code(
        "The example of {address} is null, which the documented type does not allow.",
        "Say by an override that it can be null, if it can.",
        "A documented example must validate, so the OpenAPI document allows null for this required member.",
    ),
    "W613": _code(
        "The example of {address} does not have the format of the field: {shown}.",
        "Correct the format by an override; inferred formats can be wrong.",
        "A documented example must validate, so the OpenAPI document keeps the format as x-documented-format.",
    ),
    "W614": _code(
        "The example of {address} is {shown}, which its enum does not list.",
        "Look which of the two is right; the generated client takes both.",
        "A documented example must validate, so the OpenAPI document allows other values of its type here.",
    ),
    "W615": _code(
        "The example has {address}, which no row documents.",
        "It is kept; nothing is known of its type.",
        "A key of an example is no documented field. The OpenAPI document lists it without a type.",
    ),
    "W616": _code(
        "The example lacks {address}, which is documented as required.",
        "Say by an override that it is not required, if it is not.",
        "A documented example must validate, so the OpenAPI document has x-documented-required instead.",
    ),
    "W621": _code(
        "{address} sends a body by {method}, which OpenAPI 3.0 tells tools to ignore.",
        "Have the document as OpenAPI 3.1 (openapi_version in api.toml) if tools must send this body.",
        "OpenAPI 3.0 knows bodies of POST, PUT and PATCH only. The body stays in the document.",
    ),
    "W622": _code(
        "{address} is described by `{said}`, which an OpenAPI 3.0 document cannot say.",
        "Have the document as OpenAPI 3.1 (openapi_version in api.toml) if tools must know it.",
        "The keyword, or the value that means something else there, stands in the document after x-, where tools pass over it.",
    ),
    "E170": _code(
        "The history of the package cannot be read: {reason}.",
        "Save it as UTF-8.",
        "CHANGELOG.md is copied into the package; nothing of this API is changed until it can be read.",
    ),
    "W171": _code(
        "The newest section of the history is {latest}, and the version of the package is {version}.",
        "Let `docs2client build --bump` raise the version, or write the section by hand.",
        "CHANGELOG.md and the version in api.toml go together: a package has no version that its history does not tell.",
    ),
    "W172": _code(
        "Changes may be missing from this version: {reason}.",
        "Fetch the whole history (`git fetch --unshallow`), or name what to count from with --since.",
        "`build --bump` counts changes from the commit that set the present version. Where that is not at hand, what came soon after it is "
        "not counted, and the version may be too low.",
    ),
    "E180": _code(
        "The check can no longer fail, as was tried in memory with `{address}`: {reason}.",
        "This is a bug of docs2client: report it. What the check says is worth nothing until it is mended.",
        "At each run one field gets another name in memory, then its resource is gone, then its pages are empty; every step of the check "
        "must notice what concerns it.",
    ),
    "W181": _code(
        "No field could be changed in memory to prove that the check can fail.",
        "Nothing need be done if no page of this API states a field.",
        "At each run one field gets another name in memory. None was found that its own resource alone can be made with.",
    ),
    "E190": _code(
        "The correction of `{address}` changes nothing of the spec.",
        "Look whether a page of its resource has errors, so that its last good spec is kept.",
        "A correction is tried before it is written, and this one had no effect. Nothing was written.",
    ),
    "E191": _code(
        "No page documents an endpoint (pages read: {count}).",
        "Give the address of the reference itself, or a folder with its pages.",
        "A new API begins with pages of which at least one says a method and a path. Nothing was written.",
    ),
    "E192": _code(
        "What was found out makes no `api.toml` that can be read: {reason}.",
        "Write `api.toml` by hand and report this.",
        "Whatever is found out is checked like a file that a person writes. Nothing was written.",
    ),
    "E193": _code(
        "No page says a method and a path, although there are fields (pages with fields: {count}).",
        "Give the pages in another form: as HTML, as `.mdx` sources, or the site's `llms-full.txt`.",
        "Some captures lose method and path: `.md` exports have no front matter, where many pages say both. Nothing was written.",
    ),
    "W190": _code(
        "`{key}` is in doubt: {value} fits {votes} of {total} pages ({example}).",
        "Look at the pages, and correct it in api.toml.",
        "A convention was found out from the pages, but a part of them says otherwise.",
    ),
    "W191": _code(
        "The pages authenticate by {what}, which the client cannot do yet.",
        "Give it once by `headers={{...}}` of the client; where pages list the header, methods take it as an argument.",
        "The schemes that clients know are bearer tokens and basic authentication; a header of another kind is given as it is.",
    ),
    "W192": _code(
        "The address of the API is not known: {reason}.",
        "Set `base_url` in api.toml.",
        "The pages show no host in their samples, or only a placeholder for one.",
    ),
    "W193": _code(
        "The page documents fields, but neither method nor path; it is left out.",
        "Capture it in another form, or write the page's method and path into it.",
        "Some captures lose method and path. In a page of a new API that would be an error of every build.",
    ),
    "I190": _code(
        "`{key}` is left at its default: {reason}.",
        "Set it in api.toml if the API has such a thing.",
        "What the pages do not clearly say is not guessed.",
    ),
}
