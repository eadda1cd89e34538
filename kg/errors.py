"""What can go wrong, in two families: the user's input, and our own files.

KgError
├── InputError        a file, a name or an argument of the user: one or two sentences, no traceback
└── DefinitionError   our ontology, lexicon, rules or queries: raised at load, with file and line
"""


class KgError(Exception):
    """The base of every error that jiqun raises on purpose."""


class InputError(KgError):
    """Something the user gave cannot be used; the message says what, where and what to do."""


class DefinitionError(KgError):
    """One of jiqun's own files is wrong; the message names the file and the line."""
