"""Somebody's program that reads glossary.json, as it was when format 1 was first published. It knows nothing else.

    python consumer.py glossary.json ID [HASH]

prints what it makes of a concept that it has under ID, whose HASH it kept when it copied the definition.
"""

import hashlib
import json
import sys


def find(glossary, wanted):
    """The entry of a concept, also under an id of former days."""
    if wanted in glossary["concepts"]:
        return glossary["concepts"][wanted]
    for entry in glossary["concepts"].values():
        if wanted in entry["formerIds"]:
            return entry
    return None


def hash_of(entry):
    words = f"{entry['preferred']} {entry['definition']}".split()
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest()[:16]


def above(glossary, entry):
    """Everything that stands above a concept, the nearest first."""
    found = []
    waiting = list(entry["broader"])
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found.append(each)
            waiting.extend(glossary["concepts"][each]["broader"])
    return found


def main(path, wanted, kept=""):
    with open(path, encoding="utf-8") as file:
        glossary = json.load(file)
    if glossary["format"] != "1":
        return {"problem": f"format {glossary['format']} is not known"}
    entry = find(glossary, wanted)
    if entry is None:
        return {"problem": f"{wanted} is not there"}
    return {
        "id": entry["id"],
        "term": entry["preferred"],
        "definition": entry["definition"],
        "above": above(glossary, entry),
        "names": [entry["preferred"], *entry["admitted"], *entry["abbreviations"]],
        "avoid": {each["term"]: each["use"] for each in entry["deprecated"]},
        "instead": entry["replacedBy"] if entry["status"] == "withdrawn" else [],
        "hash": hash_of(entry),
        "changed": bool(kept) and kept != hash_of(entry),
        "cite": f"{glossary['title']} {glossary['version']}, {entry['url']}, {glossary['licence']}",
    }


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
