"""llms.txt: what there is, with a sentence and a way to its Markdown, for programs that read text. https://llmstxt.org"""

from ..labels import tidy
from ..published import PublishedConcept, PublishedEntry, PublishedGlossary
from ..text import capital
from .frame import address, title
from .snippets import ENDINGS, parts, place


def overview(glossary: PublishedGlossary) -> str:
    """A list for each kind of entry. Withdrawn ones are left out."""
    says = f"Version {glossary.version}. Texts {glossary.licence}. Each link leads to an entry as Markdown.\n"
    groups = [
        f"## {head}\n\n" + "".join(f"{_line(glossary, kind, entry)}\n" for entry in found)
        for head, kind, found in parts(glossary)
    ]
    return "\n".join([f"# {_safe(glossary.title)}\n", says, *groups])


def _line(glossary: PublishedGlossary, kind: str, entry: PublishedConcept | PublishedEntry) -> str:
    says = capital(entry.definition) if isinstance(entry, PublishedConcept) else entry.summary
    return item(title(entry), address(glossary, place(kind, entry.id) + ENDINGS["md"]), says)


def item(name: str, where: str, says: str) -> str:
    """A line of any llms.txt."""
    return f"- [{_safe(name)}]({where}): {_safe(says)}"


def _safe(words: str) -> str:
    """In one line, without the signs that would end a link."""
    return tidy(words).replace("[", "(").replace("]", ")")
