"""The one door to a Neo4j server: opens the driver, runs Cypher, turns its errors into ours. Knows no queries' meaning.

No message of ours carries a password: the driver is given it and nothing else is.
"""

import logging
import re
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString

from graph_schema.errors import InputError, MissingDependencyError, StoreError
from graph_store import cypher_queries
from graph_store.neo4j_address import ServerAddress

try:
    import neo4j
    from neo4j import exceptions as faults
except ImportError:  # pragma: no cover - said when a server is asked for, not on import
    neo4j = None  # type: ignore[assignment]

OLDEST_SERVER = (5, 13)
QUERY_SECONDS = 60.0
_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 0.1
# A server ends a query that is overdue at its next look, every two seconds by default, and later when it is busy.
_GRACE_SECONDS = 8.0
_NOWHERE = logging.NullHandler()
_INSTALL = 'pip install "neo4j>=6.4,<7"'

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a transaction, with its parameters. makes: how many relationships it must create, if it does."""

    query: str
    parameters: Mapping[str, Any]
    makes: int | None = None


class Connection:
    """A pool of connections to one database. Threads may share it.

    seconds: how long a single query may take; the server is told, and where it does not answer we stop waiting.
    """

    def __init__(self, address: ServerAddress, *, seconds: float = QUERY_SECONDS) -> None:
        """Connect. Raises StoreError when the server is away, refuses us, or is too old."""
        if neo4j is None:
            raise MissingDependencyError(f"a store on a Neo4j server needs the driver: {_INSTALL}")
        self.address = address
        self.seconds = seconds
        self._closed = False
        self._late = False
        self._connected = False
        logging.getLogger("neo4j").addHandler(_NOWHERE)  # what fails is said once, by us
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        auth = None if address.user is None else neo4j.basic_auth(address.user, address.password or "")
        try:
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=auth,
                connection_timeout=min(_CONNECT_SECONDS, seconds),
                connection_acquisition_timeout=2 * min(_CONNECT_SECONDS, seconds),
                max_transaction_retry_time=min(_RETRY_SECONDS, seconds),
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="plan-graph",
            )
        except (ValueError, faults.DriverError) as exc:
            raise InputError(f"{address}: is no address that the driver understands; write neo4j://host:7687") from exc
        try:
            self._database = address.database
            self._database = self.rows(cypher_queries.DATABASE)[0][0]
            self.version, self.edition = self._server()
        except BaseException:
            self.close()
            raise

    def _server(self) -> tuple[str, str]:
        version, edition = self.rows(cypher_queries.SERVER)[0]
        self.version_numbers = require_version(version, str(self.address))
        return str(version), str(edition)

    @property
    def database(self) -> str:
        """The database in use."""
        return str(self._database)

    def rows(self, query: str, /, **parameters: Any) -> list[Row]:
        """The rows of a query that only reads, tried again where that can help."""
        timed = neo4j.Query(_text(query), timeout=self.seconds)
        deadline = time.monotonic() + min(_RETRY_SECONDS, self.seconds)
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                # One exchange with the server where a managed transaction takes three: a question has dozens of these.
                with self._faults(self.seconds), self._session("read") as session:
                    rows = [row.values() for row in session.run(timed, parameters)]
                    self._connected = True
                    return rows
            except StoreError as exc:
                cause = exc.__cause__
                retryable = isinstance(cause, faults.Neo4jError | faults.DriverError) and cause.is_retryable()
                # An address that never answered is more likely wrong than restarting.
                if (
                    not retryable
                    or not self._connected
                    or self._closed
                    or self._late
                    or time.monotonic() + pause > deadline
                ):
                    raise
            time.sleep(pause)
            pause *= 2

    def write(self, steps: Iterable[Step]) -> list[list[Row]]:
        """Run statements in one transaction, all or nothing, tried again where that can help; the rows of each."""
        done = tuple(steps)
        timed = neo4j.unit_of_work(timeout=self.seconds)(lambda work: [self._step(work, step) for step in done])
        # The driver's own pauses may go on for some times the seconds that it is given.
        with self._faults(self.seconds + 4 * _RETRY_SECONDS), self._session("write") as session:
            rows: list[list[Row]] = session.execute_write(timed)
            return rows

    def _step(self, work: Any, step: Step) -> list[Row]:
        result = work.run(_text(step.query), dict(step.parameters))
        rows = [row.values() for row in result]
        if step.makes is not None and (made := result.consume().counters.relationships_created) != step.makes:
            raise StoreError(
                f"{self.address}: {step.makes} edges were to be made and {made} could be; "
                "nodes of this store were changed by somebody else; run `python -m ingest check`"
            )
        return rows

    def schema(self, query: str) -> None:
        """Run a statement that makes or drops an index; it is its own transaction."""
        with self._faults(self.seconds), self._session("write") as session:
            session.run(_text(query)).consume()

    @contextmanager
    def read_only(self, *, seconds: float) -> Iterator[Any]:
        """A read transaction in which somebody's own query may run; the server ends it after `seconds`.

        What is wrong with the query is an InputError.
        """
        with (
            self._faults(seconds, of_user=True),
            self._session("read") as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            yield transaction

    @contextmanager
    def held(self, query: str, /, **parameters: Any) -> Iterator[None]:
        """Keep a transaction open in which `query` ran, and with it its locks; it is undone in the end."""
        with self._faults(None), self._session("write") as session:
            transaction = session.begin_transaction(timeout=0)
            try:
                transaction.run(_text(query), parameters).consume()
                yield
            finally:
                if not transaction.closed():
                    transaction.close()

    def can_run(self, query: str, /, *, seconds: float, **parameters: Any) -> bool:
        """Whether a statement ends within `seconds` (it is undone): false where it waits for a lock."""
        try:
            with self._session("write") as session, session.begin_transaction(timeout=seconds) as transaction:
                transaction.run(_text(query), parameters).consume()
                transaction.rollback()
        except faults.Neo4jError as exc:
            if _is_timeout(exc):
                return False
            raise self._fault(exc) from exc
        except faults.DriverError as exc:
            raise self._fault(exc) from exc
        return True

    def _session(self, mode: str) -> Any:
        if self._closed:
            raise StoreError(f"{self.address}: the store is closed")
        access = neo4j.READ_ACCESS if mode == "read" else neo4j.WRITE_ACCESS
        # One chain of bookmarks for all sessions: on a cluster a reader never falls behind what it has seen.
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    @contextmanager
    def _faults(self, seconds: float | None, *, of_user: bool = False) -> Iterator[None]:
        """Wrap the driver's errors; where a server takes a query and never answers, hang up some seconds later."""
        watch = None
        if seconds is not None:
            watch = threading.Timer(seconds + _GRACE_SECONDS, self._hang_up)
            watch.daemon = True
            watch.start()
        try:
            yield
        except (faults.Neo4jError, faults.DriverError, OSError) as exc:
            # Whether the server ended the user's query or we hung up, it did not finish in its time.
            if of_user and (wrong := _overdue(seconds) if self._late else _query_fault(exc, seconds)):
                raise wrong from exc
            raise self._fault(exc) from exc
        finally:
            if watch is not None:
                watch.cancel()

    def _hang_up(self) -> None:
        self._late = True
        self._driver.close()

    def _fault(self, exc: Exception) -> Exception:
        if self._late:
            return StoreError(f"{self.address}: the server did not answer within {self.seconds:g} s; {_WAIT}")
        return fault(exc, self.address, database=self._database, seconds=self.seconds)

    def close(self) -> None:
        """Hang up; doing it twice does no harm."""
        if not self._closed:
            self._closed = True
            self._driver.close()


_WAIT = "see whether it is overloaded, and try again"


def _text(query: str) -> LiteralString:
    """The driver's types want literals; ours are built from the schema's names only."""
    return query


def require_version(version: str, where: str) -> tuple[int, int]:
    """The version's numbers; StoreError for a server older than OLDEST_SERVER, or one that does not say its version."""
    found = re.match(r"(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < OLDEST_SERVER:
        oldest = ".".join(map(str, OLDEST_SERVER))
        raise StoreError(
            f"{where}: the server is Neo4j {version}; the vector index needs {oldest} or newer: update the server"
        )
    return int(found[1]), int(found[2])


def _is_timeout(exc: Exception) -> bool:
    code = getattr(exc, "code", None) or ""
    return "TransactionTimedOut" in code or "LockClientStopped" in code or "LockAcquisitionTimeout" in code


def _overdue(seconds: float | None) -> InputError:
    return InputError(f"the Cypher did not finish within {seconds:g} s; narrow it, or give it more with --seconds")


def _query_fault(exc: Exception, seconds: float | None) -> InputError | None:
    """What is wrong with a query that is not ours; None where something else is wrong."""
    code = getattr(exc, "code", None) or ""
    text = " ".join(str(getattr(exc, "message", None) or exc).split())
    if _is_timeout(exc):
        return _overdue(seconds)
    if code.endswith("Statement.AccessMode"):
        return InputError("the Cypher would write, and --cypher only reads: use MATCH ... RETURN")
    if code.startswith(("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.", "Neo.ClientError.General.")):
        place = re.search(r"\(line (\d+), column (\d+)", text)
        said = text[: place.start()].partition(": expected")[0].strip()[:200] if place else text[:200]
        where = f", line {max(int(place[1]) - 1, 1)}, column {place[2]}" if place else ""  # the first line is ours
        return InputError(f"the Cypher cannot be run ({said}{where})")
    return None


def fault(exc: Exception, address: ServerAddress, *, database: str | None, seconds: float) -> Exception:
    """Our error for one of the driver's: what, where, what to do, in one line."""
    code = getattr(exc, "code", None) or ""
    name = database or "of this user"
    text = " ".join(str(getattr(exc, "message", None) or exc).split())
    if "AuthenticationRateLimit" in code:
        said = "refuses to log us in for some seconds, after several wrong passwords; wait and try again"
    elif isinstance(exc, faults.AuthError):
        said = f"refuses the user {address.user or '(none)'} with this password; set NEO4J_USERNAME and NEO4J_PASSWORD"
    elif "DatabaseNotFound" in code:
        said = f"has no database {name}; set NEO4J_DATABASE to one that it has"
    elif "DatabaseUnavailable" in code or "DatabaseNotAvailable" in code:
        said = f"has the database {name} but it is not running; start it, or set NEO4J_DATABASE to another"
    elif isinstance(exc, faults.Forbidden):
        said = f"does not allow this to the user {address.user or '(none)'} ({text}); ask its administrator"
    elif _is_timeout(exc):
        said = f"did not finish a query within {seconds:g} s; {_WAIT}"
    elif "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code:
        said = "has not enough memory for this; give it more (server.memory.heap.max_size)"
    elif isinstance(exc, faults.ConstraintError):
        said = f"holds data of somebody else that ours clash with ({text}); use another database (NEO4J_DATABASE)"
    elif isinstance(exc, faults.ServiceUnavailable | faults.SessionExpired | faults.ConnectionPoolError | OSError):
        said = "does not answer; see that it runs, and that the address and port are right"
    else:
        said = f"answers with an error ({code or type(exc).__name__}: {text})"
    return StoreError(f"{address}: the server {said}")
