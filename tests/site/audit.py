"""Lighthouse on a page of each kind, as on a phone with a slow line: `make audit`. It takes minutes.

The site is served as a good host would: compressed, with the headers of its own _headers. Ends with 1 where
performance is below 95, or accessibility, best practices or findability below 100.

    python tests/site/audit.py SITE [KIND ...]
"""

import gzip
import json
import sys
import tempfile
from functools import cache
from pathlib import Path

from browser import ARGUMENTS, find
from kinds import KINDS
from node import MODULES, node
from serve import Quiet, serving

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
TRIES = 3
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"}


@cache
def headers(site: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules of _headers: a path, which may end in *, and the headers for it."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    written = site / "_headers"
    for line in written.read_text("utf-8").splitlines() if written.exists() else []:
        if line.startswith("/"):
            rules.append((line.strip(), []))
        elif ":" in line and line[0] == " ":
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name, value.strip()))
    return rules


def headers_for(site: Path, path: str) -> dict[str, str]:
    """What _headers says of an address."""
    fits = [found for rule, found in headers(site) if path == rule or (rule.endswith("*") and path.startswith(rule[:-1]))]
    return {name: value for found in fits for name, value in found}


class AsPublished(Quiet):
    """Files as a host sends them: compressed, kept for an hour, with the site's own headers."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        file = file if found else Path(self.directory) / "404.html"
        body = file.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(file)) + ("; charset=utf-8" if file.suffix in _COMPRESSED else ""))
        if file.suffix in _COMPRESSED:
            body = gzip.compress(body, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        for name, value in {"Cache-Control": "max-age=3600", **headers_for(Path(self.directory), self.path)}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def audit(address: str) -> dict:
    """What Lighthouse says of an address: the best of up to three times, since whatever else runs can only slow a page down."""
    tried: list[dict] = []
    while len(tried) < TRIES and (not tried or score(tried[-1], "performance") < LEAST["performance"]):
        tried.append(_once(address))
    return max(tried, key=lambda report: score(report, "performance"))


def _once(address: str) -> dict:
    flags = " ".join(["--headless=new", *(each for each in ARGUMENTS if " " not in each)])
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "report.json"
        done = node(
            MODULES / ".bin/lighthouse", address, "--quiet", "--output=json", f"--output-path={to}", f"--chrome-flags={flags}",
            f"--only-categories={','.join(LEAST)}", CHROME_PATH=find() or "",
        )
        if not to.exists():
            sys.exit(f"Lighthouse could not look at {address}:\n{done.stderr}")
        return json.loads(to.read_text("utf-8"))


def missed(report: dict, kind: str) -> list[str]:
    """A sentence for each aim that a page misses, with what Lighthouse found."""
    sentences = []
    for name, least in LEAST.items():
        if score(report, name) >= least:
            continue
        wrong = [report["audits"][each["id"]] for each in report["categories"][name]["auditRefs"] if each["weight"]]
        poor = [each for each in wrong if each["scoreDisplayMode"] != "notApplicable" and (each["score"] or 0) < 0.9]
        why = "; ".join(f"{each['title']} ({each.get('displayValue', each['id'])})" for each in poor)
        sentences.append(f"{kind}: {name} {score(report, name)} is below {least}: {why}")
    return sentences


def score(report: dict, name: str) -> int:
    """A category's score of 100."""
    return round(100 * (report["categories"][name]["score"] or 0))


def main() -> None:
    site, kinds = Path(sys.argv[1]).resolve(), sys.argv[2:] or list(KINDS)
    complaints = []
    print(f"{'kind':15}{'performance':>13}{'accessibility':>15}{'best practices':>16}{'SEO':>5}{'KB':>7}")
    with serving(site, AsPublished) as address:
        for kind in kinds:
            report = audit(address + KINDS[kind])
            values = [score(report, name) for name in LEAST]
            size = report["audits"]["total-byte-weight"]["numericValue"] / 1000
            print(f"{kind:15}{values[0]:13}{values[1]:15}{values[2]:16}{values[3]:5}{size:7.0f}", flush=True)
            complaints += missed(report, kind)
    print("\n".join(complaints))
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
