"""What all commands share: UTF-8 whatever the locale, one line for each error, an end without noise. Knows no command."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO
from unicodedata import category

from graph_schema.errors import PlanGraphError

_INTERRUPTED = 130  # as shells name a command that Ctrl-C has ended
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SHOWN = 160
_OBEYED = frozenset({"Cc", "Cf", "Cs"})


@contextmanager
def reported(*, debug: bool = False, let_through: tuple[type[BaseException], ...] = ()) -> Iterator[None]:
    """Hold it around a command's work: whatever ends the work ends the process as the commands promise.

    Errors of ours and faults are one line on standard error and exit code 1 (debug: the traceback); a reader that has
    seen enough is no error; Ctrl-C is 130. let_through: exceptions that the command line's library wants to see.
    """
    write_utf8()
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()  # where it cannot be written, here and not when the interpreter ends
    except let_through:
        raise
    except KeyboardInterrupt:
        _end(_INTERRUPTED)
    except BrokenPipeError:
        _end(0)
    except SystemExit as exc:
        if isinstance(exc.__context__, BrokenPipeError):  # rich ends the process itself
            _end(0)
        raise
    except Exception as exc:
        if debug:
            raise
        complain(_explained(exc))
        _end(1)
    except BaseException as exc:
        if debug or type(exc).__name__ != "PanicException":  # what a library in Rust raises is no Exception
            raise
        complain(_explained(exc))
        _end(1)


def write_utf8() -> None:
    """Have standard output and error written as UTF-8, whatever the locale says; to nowhere where they are closed."""
    if sys.stdout is None:  # its number would be given to the next file, and what is printed has to go somewhere
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(message: str) -> None:
    """What could not be done, as one line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(f"error: {printable(' '.join(message.split()))}\n")


def printable(text: str) -> str:
    """A text in one line: characters that a terminal would obey, as a file's name may hold, as their escapes."""
    return "".join(repr(char)[1:-1] if category(char) in _OBEYED else char for char in text)


def _explained(exc: BaseException) -> str:
    if isinstance(exc, PlanGraphError):
        return str(exc)
    if isinstance(exc, OSError) and exc.errno in _NO_ROOM:
        where = exc.filename or "the output"
        return f"{where}: cannot be written ({exc.strerror}); free some room on the disk, or write elsewhere"
    if isinstance(exc, PermissionError) and exc.filename is not None:
        return f"{exc.filename}: may not be read or written ({exc.strerror}); see whose it is"
    # A fault of ours, not of the request: still one line, and the way to the whole story.
    return (
        f"internal fault ({type(exc).__name__}: {str(exc)[:_SHOWN]}); see `python -m ingest check` whether the store is"
        " damaged; if it is whole, run it again with --debug and report it"
    )


def _is_writable(stream: TextIO | None) -> bool:
    """Whether what was printed arrives; what did not is still in the buffer and fails again."""
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        return False
    return True


def _end(code: int) -> NoReturn:
    """Exit; what standard output does not take is dropped, or the interpreter would complain of it once more."""
    if not _is_writable(sys.stdout):
        with suppress(OSError, ValueError):
            output = sys.stdout.fileno()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, output)
            os.close(nowhere)
    raise SystemExit(code) from None
