# The whole developer interface: serve, site, check, test. Everything else is a step of these.

# Material and some plugins print advertisements for successors of MkDocs into every build; docs/about/index.md says why
# they are silenced. Sites of one commit are the same to the byte, whatever day they are built on.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 1764028800)

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: serve site check test consumers mutants bench lock audit screenshots

serve: $(READY)  ## the site on 127.0.0.1:8000, made again at every change
	$(BIN)/shorewise pages
	$(BIN)/shorewise search docs/assets/search-data.js
	$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:8000

site: $(READY)  ## the site in site/; what was there stays until the new one is whole
	$(BIN)/shorewise check --docs docs
	$(BIN)/shorewise search docs/assets/search-data.js
	$(BIN)/mkdocs build --strict --site-dir build/site
	$(BIN)/shorewise publish build/site --cache .cache/publish
	rm -rf site && mv build/site site

check: $(READY)  ## the glossary and the pages, without building
	$(BIN)/shorewise check --docs docs

test: $(READY)  ## everything, in a real browser too
	$(BIN)/python tests/site/browser.py
	$(BIN)/python tests/site/node.py
	$(BIN)/python tests/consumers/spreadsheet.py
	$(BIN)/pytest -n auto --dist worksteal

consumers: $(READY)  ## other people's documents and tools that read what is exported: a table of how each fared
	$(BIN)/python tests/site/browser.py
	$(BIN)/python tests/site/node.py
	$(BIN)/python tests/consumers/spreadsheet.py
	$(BIN)/pytest -n auto --dist worksteal tests/consumers

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lock:  ## choose the newest versions that pyproject.toml allows; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --upgrade --output-file requirements.lock pyproject.toml

mutants: $(READY)  ## put every fault into the glossary, one at a time, and see that a rule catches it
	$(BIN)/python tests/content/mutants.py

bench: $(READY)  ## how the cost grows with the glossary, as ratios in one run
	$(BIN)/python tests/bench.py

audit: site  ## Lighthouse on a page of each kind, as on a phone; takes minutes, on a machine that does nothing else
	$(BIN)/python tests/site/browser.py
	$(BIN)/python tests/site/node.py --all
	$(BIN)/python tests/site/audit.py site $(KINDS)

screenshots: site  ## a page of each kind, light, dark and on a phone; FORMER=folder says what looks different
	$(BIN)/python tests/site/browser.py
	$(BIN)/python tests/site/screenshots.py site build/screenshots $(if $(FORMER),--against $(FORMER))
