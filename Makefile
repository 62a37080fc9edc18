# Everything below sets up what it needs first; nothing has to be installed by hand but Python 3.11 and make.
PYTHON ?= python3.11
BIN := .venv/bin
Q ?= Can I accept this friend request?

.PHONY: setup ask test lint train torture bench evaluate docs slack-pictures report-picture clean

setup: .venv/ready

.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $@

# The index is published again only when something that goes into it is newer.
PUBLISHED := $(or $(ASSISTANT_HOME),var)/index/current
SOURCES := $(wildcard corpus/*.toml corpus/policies/* prompts/*.toml prompts/questions/*.csv prompts/triage/*)

$(PUBLISHED): .venv/ready $(SOURCES)
	$(BIN)/assistant publish || test -f $@  # one refused file does not stop the others from answering
	touch $@

ask: $(PUBLISHED)
	@$(BIN)/assistant ask "$(Q)"

test: .venv/ready
	$(BIN)/python -m pytest

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(PUBLISHED)
	$(BIN)/python -m assistant.learning

torture: .venv/ready
	$(BIN)/python -m tests.torture

bench: $(PUBLISHED)
	$(BIN)/python -m bench

evaluate: $(PUBLISHED)
	$(BIN)/assistant evaluate

docs: .venv/ready
	$(BIN)/python -m tools.reference

slack-pictures: $(PUBLISHED)
	$(BIN)/python -m tools.slack_pictures

report-picture: .venv/ready
	$(BIN)/python -m tools.report_pictures

clean:
	rm -rf .venv var/index var/encoder .mypy_cache .pytest_cache .ruff_cache
