"""llms.txt: what there is, with a sentence and a way to its Markdown, for programs that read text. https://llmstxt.org"""

from ..published import PublishedConcept, PublishedEntry, PublishedGlossary
from ..text import capital
from ..writers import clean
from .frame import address, title
from .snippets import ENDINGS, entries, place

_HEADS = {"concept": "Terms", "comparison": "Comparisons", "decision": "Decisions"}


def overview(glossary: PublishedGlossary) -> str:
    """A list for each kind of entry. Withdrawn ones are left out."""
    says = f"Version {glossary.version}. Texts {glossary.licence}. Each link leads to an entry as Markdown.\n"
    groups = [
        f"## {head}\n\n" + "".join(_line(glossary, kind, entry) for of, entry in entries(glossary) if of == kind)
        for kind, head in _HEADS.items()
    ]
    return "\n".join([f"# {_safe(glossary.title)}\n", says, *groups])


def _line(glossary: PublishedGlossary, kind: str, entry: PublishedConcept | PublishedEntry) -> str:
    says = capital(entry.definition) if isinstance(entry, PublishedConcept) else entry.summary
    where = address(glossary, place(kind, entry.id) + ENDINGS["md"])
    return f"- [{_safe(title(entry))}]({where}): {_safe(says)}\n"


def _safe(words: str) -> str:
    """In one line, without the signs that would end a link."""
    return " ".join(clean(words).split()).replace("[", "(").replace("]", ")")
