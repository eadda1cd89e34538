"""What can go wrong, in two families: the user's input, and our own files.

KgError
├── InputError        a file, a name or an argument of the user: one or two sentences, no traceback
└── DefinitionError   our ontology, lexicon, rules or queries: raised at load, with file and line
"""

from kg.messages import Words


class KgError(Exception):
    """The base of every error that jiqun raises on purpose; as a string it is English."""

    @property
    def words(self) -> Words:
        """What is wrong, in both languages."""
        said = self.args[0]
        return said if isinstance(said, Words) else Words(said, said)


class InputError(KgError):
    """Something the user gave cannot be used; the message says what, where and what to do, in his language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)


class DefinitionError(KgError):
    """One of jiqun's own files is wrong; the message names the file and the line, in English."""
