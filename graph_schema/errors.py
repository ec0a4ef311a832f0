"""The one tree of errors that every stage raises; knows nothing of documents, stores or questions.

PlanGraphError                 any request that could not be met: the command prints its one line and exits with 1
├── InputError                 the caller's input: a missing file, an empty question, an unknown filter value
│   ├── DocumentError          a document that cannot be read (names the file, page or offset)
│   └── DataFileError          a data file of ours or of the user's (aliases, corrections, lexicon) is malformed
├── SchemaError                tables that do not obey the schema, or a schema file that is malformed
├── StoreError                 the store is missing, damaged, locked or cannot be reached
│   └── StoreVersionError      the store was written by a newer version of this program
├── IndexMismatchError         an index that does not fit its graph or its encoder
├── EncoderError               an embedding model that is missing, damaged or does not answer
└── MissingDependencyError     an optional package or program is needed and is not installed
"""


class PlanGraphError(Exception):
    """A request that could not be met. The message is one line: what, where, what to do."""


class InputError(PlanGraphError):
    """The caller's input cannot be used."""


class DocumentError(InputError):
    """A document cannot be read."""


class DataFileError(InputError):
    """A data file that people edit is malformed; the message names file and line."""


class SchemaError(PlanGraphError):
    """Graph tables or schema files break the schema."""


class StoreError(PlanGraphError):
    """The store is missing, damaged, locked or out of reach."""


class StoreVersionError(StoreError):
    """The store was written by a newer version of this program."""


class IndexMismatchError(PlanGraphError):
    """An index does not fit the graph or the encoder it is used with."""


class EncoderError(PlanGraphError):
    """An embedding model is missing, damaged or does not answer."""


class MissingDependencyError(PlanGraphError):
    """An optional package or program is needed and not installed; the message names it."""
