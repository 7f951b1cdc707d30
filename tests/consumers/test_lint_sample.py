"""How right `shorewise lint` is about sentences that a person labelled, with the real glossary."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from shorewise.lint import Vocabulary, lint
from shorewise.load import default_folder, load_folder
from shorewise.published import published

SAMPLE = yaml.safe_load((Path(__file__).parent / "lint" / "sentences.yaml").read_text("utf-8"))
CASES = [(form, case) for form, cases in SAMPLE.items() for case in cases]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    glossary, problems = load_folder(default_folder())
    assert glossary is not None and not problems, problems
    return Vocabulary(published(glossary, "now"))


@pytest.mark.parametrize(("form", "case"), CASES, ids=[f"{form}-{number}" for form, cases in SAMPLE.items() for number in range(len(cases))])
def test_each_sentence_alone(vocabulary: Vocabulary, form: str, case: dict) -> None:
    found = [each.words for each in lint(f"a.{form}", case["text"] + "\n", vocabulary)]
    assert found == case.get("told", case["report"]), case.get("why")


@pytest.mark.parametrize("form", SAMPLE)
def test_all_sentences_in_one_document(vocabulary: Vocabulary, form: str) -> None:
    text = "\n\nMeanwhile.\n\n".join(case["text"] for case in SAMPLE[form])
    found = lint(f"a.{form}", text, vocabulary)
    assert [each.words for each in found] == [name for case in SAMPLE[form] for name in case.get("told", case["report"])]
    lines = text.split("\n")
    for each in found:
        assert lines[each.place.line - 1][each.place.column - 1 :].casefold().startswith(each.words.split()[0].casefold())


def test_precision_and_recall(vocabulary: Vocabulary, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong for certain (errors) and what a person has to judge (warnings), each against the labels."""
    counts: Counter[tuple[str, str]] = Counter()
    for form, case in CASES:
        wanted = Counter(case["report"])
        for each in lint(f"a.{form}", case["text"] + "\n", vocabulary):
            counts[each.problem.level, "right" if wanted[each.words] > 0 else "wrong"] += 1
            wanted[each.words] -= 1
        counts["", "missed"] += sum(number for number in wanted.values() if number > 0)
    right = {level: counts[level, "right"] for level in ("error", "warning")}
    precision = {level: right[level] / (right[level] + counts[level, "wrong"]) for level in right}
    recall = sum(right.values()) / (sum(right.values()) + counts["", "missed"])
    with capsys.disabled():
        print(f"\nlint, {len(CASES)} sentences: precision of errors {precision['error']:.3f}, of warnings {precision['warning']:.3f}, recall {recall:.3f}")
    # Three phrases and four single words also have a sense that no program can tell apart; the label says so each time.
    assert precision["error"] >= 0.92 and precision["warning"] >= 0.66 and recall >= 0.97
