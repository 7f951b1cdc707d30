"""Read a glossary folder into a Glossary.

Goes in: a folder. Comes out: the glossary and every problem of form in all of its files (codes Y and M).
An entry with problems is left out, so that the rules can speak about the rest.
"""

import functools
import hashlib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from .document import Document, read_yaml
from .glossary import FOLDERS, SHARED_FILES, Glossary
from .model import About
from .part import Entry, Origin, Place
from .problem import GlossaryError, Problem

Loaded = tuple[Glossary | None, list[Problem]]


def default_folder() -> Path:
    """The glossary in the installed package, or the one beside the source tree it runs from."""
    here = Path(__file__).parent
    packaged = here / "glossary"
    return packaged if packaged.is_dir() else here.parents[1] / "glossary"


def beside(docs: Path) -> Path | None:
    """The glossary of a site's own: `glossary/` beside its folder of pages. None when there is none."""
    folder = docs.parent / "glossary"
    return folder if (folder / "about.yaml").is_file() else None


PUBLISHED = "published.txt"  # Every address that was ever published, one a line. A list, so no YAML.


def _files(folder: Path) -> list[Path]:
    """The files of a glossary: all YAML below the folder, and the list of addresses."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in (".yaml", ".yml") and path.is_file())
    return sorted([*found, *(path for path in [folder / PUBLISHED] if path.is_file())])


def read_files(folder: Path) -> dict[str, bytes]:
    """All files of a glossary: path relative to its folder, with slashes -> bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}


def read_pages(docs: Path) -> dict[str, str]:
    """All pages of a site: path below docs/ -> text, in which U+FFFD stands for what is not UTF-8; P05 reports it."""
    paths = sorted(docs.rglob("*.md"))
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8", errors="replace") for path in paths}


def load(files: Mapping[str, bytes], prefix: str = "") -> Loaded:
    """A glossary from its files; None when there is not even an about.yaml. `prefix` goes before each path shown."""
    problems = list(_same_ids(files, prefix))
    broken: set[tuple[str, str]] = set()
    entries: dict[str, dict[str, Entry]] = {name: {} for name in (*FOLDERS, *SHARED_FILES, "about")}
    for path, raw in files.items():
        if path == PUBLISHED:
            continue
        if collection := collection_of(path):
            read, found = _read(collection, Path(path).stem, prefix + path, raw)
            entries[collection].update({id: entry for id, entry in read.items() if entry})
            broken |= {(collection, id) for id, entry in read.items() if not entry}
            problems += found
        else:
            problems.append(_stray(prefix + path))
    entries["dimensions"] = dict(sorted(entries["dimensions"].items(), key=lambda item: item[1].rank))
    about = entries.pop("about").get("about")
    if "about.yaml" not in files:
        problems.append(
            Problem(
                Place(prefix + "about.yaml"),
                "M01",
                "there is no about.yaml.",
                "It gives the glossary its title, address and root.",
            )
        )
    published = _published(files.get(PUBLISHED, b""), prefix + PUBLISHED)
    glossary = Glossary(about, **entries, broken=frozenset(broken), published=published) if about else None
    return glossary, sorted(set(problems))


def _published(raw: bytes, path: str) -> dict[str, Place]:
    """Address -> where it stands in the list."""
    lines = enumerate(raw.decode("utf-8", "replace").split("\n"), 1)
    return {line.strip(): Place(path, number) for number, line in lines if line.strip()}


@functools.lru_cache(maxsize=8)
def _loaded(folder: Path, prefix: str, fingerprint: str) -> Loaded:
    return load(read_files(folder), prefix)


def load_folder(folder: Path, prefix: str | None = None) -> Loaded:
    """The glossary in a folder. Read again only when a file has changed: Zensical asks once a page."""
    stamps = [(path.as_posix(), path.stat().st_mtime_ns, path.stat().st_size) for path in _files(folder)]
    fingerprint = hashlib.sha256(repr(stamps).encode()).hexdigest()
    glossary, problems = _loaded(folder.resolve(), f"{folder.as_posix()}/" if prefix is None else prefix, fingerprint)
    return glossary, list(problems)


def require(folder: Path) -> Glossary:
    """The glossary in a folder, or GlossaryError with every problem of form."""
    glossary, problems = load_folder(folder)
    if glossary is None or problems:
        raise GlossaryError(problems)
    return glossary


def collection_of(path: str) -> str | None:
    """The folder or shared file that a path below the glossary belongs to; None for a stray file."""
    parts = Path(path).parts
    if path.endswith(".yaml") and len(parts) == 2 and parts[0] in FOLDERS:
        return parts[0]
    return Path(path).stem if path in (*(f"{name}.yaml" for name in SHARED_FILES), "about.yaml") else None


def _stray(path: str) -> Problem:
    ending = Path(path).suffix
    if ending != ".yaml":
        return Problem(Place(path), "M02", f"the file's name ends in {ending}.", "Rename it to end in .yaml.")
    homes = ", ".join((*(f"{name}/" for name in FOLDERS), "about.yaml", *(f"{name}.yaml" for name in SHARED_FILES)))
    return Problem(Place(path), "M02", "a glossary has no such file.", f"Files belong into {homes}.")


def _same_ids(files: Mapping[str, bytes], prefix: str) -> Iterator[Problem]:
    """Files whose ids differ only in case would share an address on many machines."""
    seen: dict[str, str] = {}
    for path in files:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            yield Problem(
                Place(prefix + path), "M03", f"{prefix}{other} has the same id.", "Give one of them another name."
            )


@functools.lru_cache(maxsize=1 << 15)
def _read(collection: str, stem: str, path: str, raw: bytes) -> tuple[dict[str, Entry | None], list[Problem]]:
    """The entries of one file, None for one that cannot be used, and what is wrong in it. Kept, since a change concerns one file of many."""
    document = read_yaml(raw, path)
    problems = list(document.problems)
    if document.value is None:
        return {} if collection in SHARED_FILES else {stem: None}, problems
    if collection in SHARED_FILES:
        if not isinstance(document.value, dict):
            problems.append(
                Problem(
                    Place(path),
                    "M04",
                    "the file must map ids to entries.",
                    "Write 'some-id:' and the entry's keys below it, indented.",
                )
            )
            return {}, problems
        each = [(SHARED_FILES[collection], id, value, (id,)) for id, value in document.value.items()]
    else:
        each = [(FOLDERS.get(collection, About), stem, document.value, ())]
    read = {id: _entry(model, id, value, document, within, problems) for model, id, value, within in each}
    return read, problems


def _entry(
    model: type[Entry], id: str, value: Any, document: Document, within: tuple, problems: list[Problem]
) -> Entry | None:
    """The entry, or nothing, and its problems added to the list."""
    origin = Origin(document.path, document.places, within, document.lines)
    found = list(_bad_id(id, origin))
    try:
        entry = model.model_validate(value).settle(id, origin)
    except ValidationError as error:
        found += [_describe(problem, model, origin) for problem in error.errors()]
    problems += found
    return None if found else entry


def _bad_id(id: str, origin: Origin) -> Iterator[Problem]:
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in id.lower()).split())
    if slug != id:
        place = origin.place("key") if origin.within else Place(origin.path)
        yield Problem(
            place,
            "M05",
            f"'{id}' cannot be an id: ids are lower-case letters, digits and single hyphens.",
            f"'{slug or 'some-id'}' would do.",
        )


# --- pydantic's errors in an editor's words -------------------------------------------------


def _describe(error: Any, model: type[BaseModel], origin: Origin) -> Problem:
    of_key = error["loc"][-1:] == ("[key]",)
    steps = error["loc"][:-1] if of_key else error["loc"]
    name = ".".join(str(step) for step in steps) or (origin.within[-1] if origin.within else "the file")
    steps = (*steps, "key") if of_key else steps
    match error["type"]:
        case "extra_forbidden":
            known = _keys_at(model, steps[:-1])
            near = get_close_matches(str(steps[-1]), known, 1, 0.5)
            hint = f"Did you mean '{near[0]}'?" if near else f"The keys are {', '.join(known)}."
            return Problem(origin.place(*steps, "key"), "M06", f"'{steps[-1]}' is not a key here.", hint)
        case "missing":
            return Problem(
                origin.place(*steps[:-1]), "M07", f"the key '{steps[-1]}' is missing.", "Every such entry has it."
            )
        case "list_type":
            return Problem(
                origin.place(*steps), "M08", f"{name} must be a list.", "Put each item on a line of its own after '- '."
            )
        case "string_type":
            return Problem(
                origin.place(*steps),
                "M08",
                f"{name} must be text.",
                "If it contains ': ', put it in quotes or after '>-'.",
            )
        case "dict_type" | "model_type" | "model_attributes_type":
            return Problem(
                origin.place(*steps),
                "M08",
                f"{name} must be a mapping.",
                "Write 'key: value' lines below it, indented.",
            )
        case "literal_error":
            typed = str(error["input"])
            near = get_close_matches(
                typed.strip().lower(),
                str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", "),
                1,
            )
            hint = f" Did you mean '{near[0]}'?" if near else ""
            return Problem(
                origin.place(*steps),
                "M09",
                f"{name} cannot be '{typed}'.",
                f"It is one of {error['ctx']['expected']}.{hint}",
            )
        case "string_pattern_mismatch":
            return Problem(
                origin.place(*steps),
                "M10",
                f"{name} cannot be '{error['input']}'.",
                _pattern_hint(error["ctx"]["pattern"]),
            )
        case "value_error":
            return Problem(origin.place(*steps), "M10", f"{name} '{error['input']}' {error['ctx']['error']}.")
        case "too_short":
            return Problem(
                origin.place(*steps),
                "M11",
                f"{name} needs at least {error['ctx']['min_length']} items.",
                "Add what is missing.",
            )
    return Problem(origin.place(*steps), "M12", f"{name}: {error['msg'].lower()}.", "Compare with another entry.")


def _pattern_hint(pattern: str) -> str:
    if "A-Z" in pattern:
        return "A code is a capital and two digits; `shorewise rules` lists them."
    if r"\d{4}" in pattern:
        return "Write a day as 2026-11-25."
    if "concepts|" in pattern:
        return "Write concepts/ID, comparisons/ID, decisions/ID, misconceptions/ID or claims/ID."
    return "An id is lower-case letters, digits and single hyphens, and stands without quotes or brackets."


def _keys_at(model: type[BaseModel], steps: tuple) -> list[str]:
    """The keys that the schema knows where the steps lead."""
    for step in steps:
        if isinstance(step, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            if step in fields:
                model = _model_in(fields[step].annotation) or model
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
