"""Formatting: rendered text to the bytes of the tree. Python goes through black and must compile; other text is tidied.

Rendered files and the old manifest in, a tree and its new manifest out. Text that black or the compiler refuses is a
bug of a template and raises `FormattingError`. What the manifest proves unchanged is taken from the disk; black is then
not even imported.
"""

import gc
import os
import re
import signal
import warnings
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import metadata
from multiprocessing import current_process, get_context

from generator.manifest import NAME, Entry, Manifest, digest
from generator.tree import Tree

LINE_LENGTH = 120

#: Below this number of files a pool of processes costs more than it saves.
_POOL_FROM = 40
_FILES_PER_TASK = 8
_LINES_AROUND = 3
_POSITION = re.compile(r"\b(\d+):\d+\b")


class FormattingError(Exception):
    """Rendered text that is no Python: path, 1-based line if known, what was said, and the numbered lines around it."""

    def __init__(self, path: str, line: int | None, message: str, around: str) -> None:
        # All of them go to the base class, so that the error survives the way back from another process.
        super().__init__(path, line, message, around)
        self.path = path
        self.line = line
        self.message = message
        self.around = around

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}\n{self.around}".rstrip()


def format_text(path: str, text: str) -> bytes:
    """One rendered file as it stands in the tree; raises FormattingError."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    done = _python(path, lined) if _is_python(path) else _tidy(lined)
    try:
        return done.encode()
    except UnicodeEncodeError as error:
        raise _refusal(path, done, done.count("\n", 0, error.start) + 1, "a lone surrogate") from error


def format_tree(
    rendered: Mapping[str, str | bytes],
    manifest: Manifest | None,
    on_disk: Callable[[str], bytes | None],
    templates_digest: str,
) -> tuple[Tree, Manifest]:
    """The formatted tree by path, and its manifest (which is not yet in the tree); bytes are copied as they are.

    `manifest` is the old one, `on_disk` gives the present content of a path or None. Without a manifest everything is
    formatted; the result is the same. Raises FormattingError for the first file, by path, that cannot be formatted.
    """
    if NAME in rendered:
        raise ValueError(f"{NAME} is the manifest and cannot be rendered")
    black = black_version()
    known = manifest.files if manifest is not None and manifest.black == black else {}
    before = {path: digest(_encoded(rendered[path])) for path in sorted(rendered)}
    tree = {path: _without_work(path, rendered[path], before[path], known, on_disk) for path in before}
    pending = [(path, text) for path in before if tree[path] is None and isinstance(text := rendered[path], str)]
    tree.update(_format_all(pending))
    done = {path: content for path, content in tree.items() if content is not None}
    files = {path: Entry(rendered=before[path], formatted=digest(content)) for path, content in done.items()}
    return done, Manifest(black=black, templates=templates_digest, files=files)


def black_version() -> str:
    """The version of the installed black, found without importing it."""
    return metadata.version("black")


def _encoded(content: str | bytes) -> bytes:
    # A lone surrogate cannot be encoded; it is reported when the file is formatted, not when it is hashed.
    return content if isinstance(content, bytes) else content.encode(errors="surrogatepass")


def _without_work(
    path: str, content: str | bytes, before: str, known: Mapping[str, Entry], on_disk: Callable[[str], bytes | None]
) -> bytes | None:
    """The content where it is already there: a copied file, or one on disk that the old manifest proves current."""
    if isinstance(content, bytes):
        return content
    entry = known.get(path)
    if entry is None or entry.rendered != before or not _is_python(path):
        return None
    present = on_disk(path)
    return present if present is not None and digest(present) == entry.formatted else None


def _format_all(files: list[tuple[str, str]]) -> Iterable[tuple[str, bytes]]:
    paths = [path for path, _ in files]
    count = sum(_is_python(path) for path in paths)
    # A daemon may have no children. Formatting is a pure function, so a pool that breaks loses nothing but time.
    if count > _POOL_FROM and _processors() > 1 and not current_process().daemon:
        try:
            return list(zip(paths, _in_pool(files), strict=True))
        except (BrokenProcessPool, OSError):
            pass
    return [(path, format_text(path, text)) for path, text in files]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_pool(files: list[tuple[str, str]]) -> list[bytes]:
    workers = min(_processors(), len(files) // _FILES_PER_TASK)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare) as pool:
        return list(pool.map(_format_alone, *zip(*files, strict=True), chunksize=_FILES_PER_TASK))


def _prepare() -> None:
    # Ctrl-C reaches the whole group; the parent alone answers it, or every worker prints a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The tree of a file is garbage once it is formatted, and not before: looking for it in between takes a sixth of the time.
    gc.disable()


def _format_alone(path: str, text: str) -> bytes:
    done = format_text(path, text)
    gc.collect()
    return done


def _is_python(path: str) -> bool:
    return path.endswith((".py", ".pyi"))


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip(" \t") for line in text.split("\n")).rstrip("\n")
    return f"{lines}\n" if lines else ""


def _python(path: str, text: str) -> str:
    done = _blacken(path, text)
    try:
        with warnings.catch_warnings():
            # A doubtful escape in a literal is only a warning, but it breaks users who make warnings errors.
            warnings.simplefilter("error")
            compile(done, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _refusal(path, done, error.lineno, error.msg) from error
    except ValueError as error:
        raise _refusal(path, done, None, str(error)) from error
    return done


def _blacken(path: str, text: str) -> str:
    # Imported here: it takes a quarter of a second, which a run with nothing to format should not pay.
    import black
    from black.mode import Mode, TargetVersion

    mode = Mode(target_versions={TargetVersion.PY311}, line_length=LINE_LENGTH, is_pyi=path.endswith(".pyi"))
    try:
        return black.format_str(text, mode=mode)
    except Exception as error:
        position = _POSITION.search(str(error))
        raise _refusal(path, text, int(position[1]) if position else None, str(error)) from error


def _refusal(path: str, text: str, line: int | None, message: str) -> FormattingError:
    return FormattingError(path, line, message, _around(text, line) if line is not None else "")


def _around(text: str, line: int) -> str:
    lines = text.split("\n")
    first, last = max(1, line - _LINES_AROUND), min(len(lines), line + _LINES_AROUND)
    return "\n".join(f"{'>' if n == line else ' '}{n:5} | {lines[n - 1]}" for n in range(first, last + 1))
