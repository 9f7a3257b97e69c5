"""The limits of what is read: a page beyond one is a wrong or a hostile file, and a diagnostic says where reading stopped.

Real reference pages stay far below: the longest have some thousands of lines, some hundreds of fields, and fields nine deep.
"""

#: Of a capture, before it is looked at: it may hold all pages of a site.
MAX_FILE_BYTES = 64 * 1024 * 1024
#: Of the pages that one capture holds.
MAX_PAGES = 10_000
#: Of one page, whether it has a file of its own or is one of many.
MAX_BYTES = 8 * 1024 * 1024
MAX_LINES = 50_000
#: Of one page, nested ones included.
MAX_FIELDS = 5_000
#: How deep fields are nested in fields, by markup or by dots in their names.
MAX_NESTING = 40
#: How deep the values of a sample are nested.
MAX_SAMPLE_DEPTH = 64
