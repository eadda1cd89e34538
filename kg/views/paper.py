"""A sentence in a Word file: its quote bold, and behind it the report, where it stands and how surely it was read."""

from docx.text.paragraph import Paragraph

from kg.evidence import Quoted
from kg.views.cells import clean


def sentence(paragraph: Paragraph, said: Quoted, behind: str) -> None:
    """Writes a sentence into a paragraph."""
    paragraph.add_run(clean(said.before))
    paragraph.add_run(clean(said.quote)).bold = True
    paragraph.add_run(f"{clean(said.after)}  {behind}")
