"""What a run was made with, so that two reports can be told apart: settings, digests, code."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import assistant as package
from assistant.bootstrap import Assistant
from assistant.settings import Settings

# The settings that an answer depends on. No other is kept, for they hold secrets and addresses.
_KEPT = ("corpus", "encoder", "home", "hub", "live", "prompts")
_TOLD = ("explain.md", "restate.md")
_COMPILED = "__pycache__"


def made_with(made: Assistant, folder: Path) -> dict[str, object]:
    """Names what answered and the cases in `folder`; nothing in it depends on when or where it ran."""
    index = made.shelf.current()
    policies = sorted(index.policies.values(), key=lambda policy: policy.record.id) if index else []
    prompts, home = made.settings.prompts, made.settings.home
    return {
        **_language_model(made.settings),
        "settings": made.settings.model_dump(mode="json", include=set(_KEPT)),
        "code": {
            "version": version("policy-assistant"),
            "digest": digest_of(
                sorted(Path(package.__file__).parent.rglob("*.py")), Path(package.__file__).parent
            ),
        },
        "corpus": _named(
            f"{policy.record.id} {policy.record.version} {policy.digest}" for policy in policies
        ),
        "index": index.digest if index else "",
        "models": {
            "encoder": index.encoder if index else "",
            "ranking": digest_of([made.learnt_file]),
            "adapter": digest_of([prompts / "encoder" / "adapter.npz"], prompts),
            "triage_heads": digest_of([_triage_heads(prompts / "triage", home / "triage")]),
        },
        "prompts": digest_of(sorted(prompts.rglob("*.toml")), prompts),
        "tables": {
            path.relative_to(folder).as_posix(): digest_of([path])
            for part in ("cases", "triage")
            for path in sorted((folder / part).glob("*.csv"))
        },
    }


def _language_model(settings: Settings) -> dict[str, object]:
    """Its name, how long it may take and what it is told; nothing where there is none."""
    if not settings.model:
        return {}
    told = digest_of([settings.prompts / name for name in _TOLD], settings.prompts)
    return {"language_model": {"name": settings.model, "seconds": settings.model_timeout, "prompts": told}}


def digest_of(paths: Iterable[Path], folder: Path | None = None) -> str:
    """Names the content of the files, with their places below `folder`; missing ones count too."""
    return _named(
        f"{path.relative_to(folder).as_posix() if folder else ''} "
        f"{hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ''}"
        for path in paths
        if _COMPILED not in path.parts
    )


def _named(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _triage_heads(shipped: Path, home: Path) -> Path:
    """The heads that answer: those that the last publish learnt, before those that ship."""
    made = home / "heads.npz"
    return made if made.exists() else shipped / "heads.npz"
