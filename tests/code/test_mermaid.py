"""The Mermaid source of a decision: every line is one of a few forms, and every label comes back as it was typed."""

import html
import re

import pytest

from shorewise.entries import Decision
from shorewise.load import default_folder, require
from shorewise.render.mermaid import encoded, mermaid

LABEL = r"""(?:[^\W_]|[ ,?!'(/]|(?<=[^\W\d_])[.)-]|#\d+;)+"""
LINES = [re.compile(form) for form in (
    r"%% https://\S+",
    r"flowchart TD",
    rf"  accTitle: {LABEL}",
    rf'  n\d+\["{LABEL}"\]',
    rf'  n\d+\(\["{LABEL}(?:<br>{LABEL})*"\]\)',
    rf'  n\d+ -->\|"{LABEL}"\| n\d+',
    r'  click n\d+ href "https://[^\s"]+"',
)]
GLOSSARY = require(default_folder())
TRICKY = [
    "Own staff (captive) or vendor [BPO]?", "end", "subgraph", "style: x; y#35;", "classDef a: #b;", "1. one", "1) one", "- dash", "+ plus",
    "# head", "> quote", "%% remark", "%%{init: {}}%%", "a<br>b", "`code` **bold** _line_ ~wave~", "$$x$$", 'said "so" & <b>so</b>',
    "a | b -->|c| d", "Zürich – “q” …", "\\n \\", "&quot; #quot;",
]


def decoded(label: str) -> str:
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", label))


@pytest.mark.parametrize("id", GLOSSARY.decisions)
def test_every_line_of_every_chart_is_one_that_mermaid_reads(id: str) -> None:
    lines = mermaid(GLOSSARY, GLOSSARY.decisions[id]).splitlines()
    assert [line for line in lines if not any(form.fullmatch(line) for form in LINES)] == []
    made = re.findall(r"^  (n\d+)[\[(]", "\n".join(lines), re.M)
    used = re.findall(r"\bn\d+(?= -->|$)", "\n".join(lines), re.M)
    assert len(set(made)) == len(made)
    assert set(used) == set(made)


@pytest.mark.parametrize("label", TRICKY)
def test_no_label_can_upset_the_chart(label: str) -> None:
    result = {"advice": label, "reason": label}
    answers = [{"answer": f"yes {label}", "result": ["end"]}, {"answer": f"no {label}", "result": ["end", "graph"]}]
    decision = Decision.model_validate({
        "title": label, "kind": "advice", "summary": label, "start": "end",
        "questions": {"end": {"question": label, "answers": answers}}, "results": {"end": result, "graph": result},
    })
    lines = mermaid(GLOSSARY, decision).splitlines()
    assert [line for line in lines if not any(form.fullmatch(line) for form in LINES)] == []
    said = [decoded(words) for line in lines for words in re.findall(r'"(.*)"', line)]
    assert said == [label, label, f"yes {label}", f"{label}<br>{label}", f"no {label}"]


def test_a_question_that_several_answers_lead_to_stands_once() -> None:
    ask = {"question": "First?", "answers": [{"answer": "yes", "next": "last"}, {"answer": "no", "next": "middle"}]}
    middle = {"question": "Middle?", "answers": [{"answer": "yes", "next": "last"}, {"answer": "no", "result": ["done"]}]}
    last = {"question": "Last?", "answers": [{"answer": "yes", "result": ["done"]}, {"answer": "no", "result": ["done"]}]}
    decision = Decision.model_validate({
        "title": "Shared", "kind": "advice", "summary": "Shared.", "start": "first",
        "questions": {"first": ask, "middle": middle, "last": last}, "results": {"done": {"advice": "Done.", "reason": "So."}},
    })
    source = mermaid(GLOSSARY, decision)
    assert source.count("Last?") == source.count("Done.") == 1
    assert source.count("| n2\n") == 2


def test_a_label_is_one_line() -> None:
    assert encoded(" a\n  b ") == "a b"
