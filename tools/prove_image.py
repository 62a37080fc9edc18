"""python -m tools.prove_image: build docker/Dockerfile without an engine and run what came of it.

Needs Linux, root, and what pip needs to install. Each stage becomes an overlay over this machine's own root,
with this Python where the official image has its own, and the project hidden; each RUN is run there word for
word, in a mount namespace that ends with the script. Then the image's own commands run as the image's user,
without capabilities, without a network, on a read-only root: as compose.yaml has it. It takes some minutes.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.dockerfile import Instruction, Stage, pairs, stages, substituted

_PROJECT = Path(__file__).parent.parent
_OVERLAYS = Path("/mnt")
_PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
# What an engine hands on from its own settings: how pip and its proxies are set up here.
_HANDED_ON = ("PIP_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "SSL_CERT_FILE")


class Image:
    """A stage that is being built, or run once it is there."""

    def __init__(self, name: str) -> None:
        self.root = _OVERLAYS / name / "root"
        self.env = {"PATH": _PATH}
        self.folder, self.user = "/", "0:0"
        layers = {part: _OVERLAYS / name / part for part in ("upper", "work", "root")}
        for path in layers.values():
            path.mkdir(parents=True)
        options = f"lowerdir=/,upperdir={layers['upper']},workdir={layers['work']}"
        _run("mount", "-t", "overlay", "overlay", "-o", options, str(self.root))
        for place in ("/dev", "/proc"):
            _run("mount", "--rbind", place, f"{self.root}{place}")
        _run("mount", "--bind", "-o", "ro", sys.base_prefix, f"{self.root}/usr/local")
        # This Python's own library before any other of the same name, as in the official image.
        _run("chroot", str(self.root), "ldconfig")
        for place in ("/tmp", "/mnt", str(_PROJECT)):
            _run("mount", "-t", "tmpfs", "tmpfs", f"{self.root}{place}")

    def place(self, path: str) -> Path:
        """Where a path of the image, from its working folder, lies on this machine."""
        return self.root / os.path.normpath(os.path.join(self.folder, path)).lstrip("/")

    def inside(self, words: Sequence[str], *before: str) -> list[str]:
        """The command that runs words inside, from the working folder."""
        return ["chroot", str(self.root), *before, "env", "-C", self.folder, *words]

    def run(self, words: Sequence[str], *before: str, more: dict[str, str] | None = None) -> int:
        """Run words inside with the image's environment and nothing else."""
        done = subprocess.run(self.inside(words, *before), env=self.env | (more or {}), check=False)
        return done.returncode

    @property
    def dropped(self) -> list[str]:
        """What goes before words that run as in a container: the image's user, no capability."""
        user, _, group = self.user.partition(":")
        drop = ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--no-new-privs"]
        return [*drop, "--bounding-set=-all", "--inh-caps=-all"]

    def start(self, words: Sequence[str], **more: str) -> int:
        """Run words as in a container, without a network."""
        return self.run(words, "unshare", "--net", *self.dropped, more=more)

    def serve(self, words: Sequence[str], health: Sequence[str]) -> int:
        """Run words as in a container, in a network where there is nothing but a Slack of our own."""
        given = [self.inside(words, *self.dropped), self.inside(health, *self.dropped), self.env]
        beside = ["unshare", "--net", sys.executable, "-m", "tools.beside_slack", json.dumps(given)]
        return subprocess.run(beside, cwd=_PROJECT, check=False).returncode

    def seal(self, volumes: Sequence[str], secrets: dict[str, str]) -> None:
        """From here on everything is read-only but /tmp and the volumes; secrets are files as in compose."""
        for name, words in secrets.items():
            path = self.place(f"/run/secrets/{name}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words)
        held = {volume: self.place(volume).stat() for volume in volumes}
        _run("mount", "-o", "remount,ro", str(self.root))
        for volume, before in held.items():
            options = f"uid={before.st_uid},gid={before.st_gid},mode={before.st_mode & 0o777:o}"
            _run("mount", "-t", "tmpfs", "tmpfs", "-o", options, f"{self.root}{volume}")


def build(stage: Stage, number: int, context: Path, built: dict[str, Image], given: dict[str, str]) -> Image:
    """Follow the instructions of a stage."""
    image = Image(stage.name or str(number))
    arguments: dict[str, str] = {}
    built[stage.name] = image
    for one in stage.instructions:
        print(f"\n{one.name} {one.rest}", flush=True)
        if one.name == "ARG":
            arguments |= {name: given.get(name, value) for name, value in pairs(one.rest).items()}
        elif one.name == "ENV":
            image.env |= pairs(substituted(one.rest, image.env))
        elif one.name == "WORKDIR":
            image.folder = one.rest
            image.place(".").mkdir(parents=True, exist_ok=True)
        elif one.name == "COPY":
            _copy(context, one, image)
        elif one.name == "RUN":
            _run_one(one, image, built, arguments)
        elif one.name == "USER":
            image.user = one.rest
    return image


def _copy(context: Path, one: Instruction, image: Image) -> None:
    *sources, target = one.rest.split()
    for source in sources:
        path = image.place(target)
        if (context / source).is_dir():
            shutil.copytree(context / source, path)
        else:
            shutil.copy(context / source, path)


def _run_one(one: Instruction, image: Image, built: dict[str, Image], arguments: dict[str, str]) -> None:
    for flag in one.flags:
        mount = dict(part.partition("=")[::2] for part in flag.removeprefix("--mount=").split(","))
        target = image.place(mount["target"])
        target.mkdir()
        _run("mount", "--bind", str(built[mount["from"]].place(mount["source"])), str(target))
    handed_on = {name: value for name, value in os.environ.items() if name.startswith(_HANDED_ON)}
    if image.run(["/bin/sh", "-c", one.rest], more=handed_on | arguments):
        sys.exit(f"RUN {one.rest} has failed.")


def context_of(project: Path, target: Path) -> Path:
    """What .dockerignore lets into the build: its lines that begin with "!"."""
    for line in (project / ".dockerignore").read_text("utf-8").splitlines():
        if line.startswith("!"):
            source, copy = project / line[1:], target / line[1:]
            copy.parent.mkdir(parents=True, exist_ok=True)
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy, ignore=ignored) if source.is_dir() else shutil.copy(source, copy)
    return target


def prove(image: Image, stage: Stage) -> None:
    """Run the image's commands and look at what they leave behind."""
    entry = json.loads(stage.last("ENTRYPOINT").rest)
    health = json.loads(stage.last("HEALTHCHECK").rest.removeprefix("CMD "))
    home, key = volumes = json.loads(stage.last("VOLUME").rest)
    image.seal(volumes, {"assistant_database": f"sqlite:///{home}/secret.sqlite3\n"})
    _said("it cannot write to its own files", image.start(["touch", "/srv/assistant/x"]) != 0)
    _said("unhealthy before anything serves", image.start(health) != 0)
    _said("publish", image.start([*entry, "publish"]) == 0)
    _said("publish again, which is quick", image.start([*entry, "publish"]) == 0)
    _said("a question", image.start([*entry, "ask", "Can I accept this friend request?"]) == 0)
    incident = "A pupil in 9B told me today that her stepfather hits her."
    _said("an incident", image.start([*entry, "ask", incident], LOGNAME="sam") == 0)
    _said("the database named in a secret file", image.place(f"{home}/secret.sqlite3").exists())
    _said("the key is in its own volume", image.place(f"{key}/words.key").exists())
    _said("the case", image.start([*entry, "cases", "--as", "safeguarding_lead"]) == 0)
    _said("doctor says what is missing", image.start([*entry, "doctor"]) == 1)
    _said("the manifest", image.start([*entry, "slack", "manifest"]) == 0)
    _said("serve, healthy and answering in Slack", image.serve([*entry, "serve"], health) == 0)
    serving = "import http.server as s; h = s.BaseHTTPRequestHandler; h.do_GET = lambda r: r.send_error(200)"
    both = f"ip link set lo up; {{ python -c '{serving}; s.HTTPServer((\"\", 8080), h).handle_request()' & }}"
    both += f"; sleep 2; exec {' '.join(health)}"
    _said("the health check hears a yes", image.run(["sh", "-c", both], "unshare", "--net") == 0)


def _said(what: str, held: bool) -> None:
    print(f"\n==== {what}: {'yes' if held else 'NO'}", flush=True)
    if not held:
        sys.exit(1)


def _run(*words: str) -> None:
    subprocess.run(words, check=True)


def main(given: dict[str, str]) -> None:
    """Build and prove. `given` are build arguments."""
    _run("mount", "--make-rprivate", "/")
    _run("mount", "-t", "tmpfs", "-o", "size=12g", "tmpfs", str(_OVERLAYS))
    context = context_of(_PROJECT, _OVERLAYS / "context")
    found = stages((_PROJECT / "docker" / "Dockerfile").read_text("utf-8"))
    built: dict[str, Image] = {}
    images = [build(stage, number, context, built, given) for number, stage in enumerate(found)]
    prove(images[-1], found[-1])
    print("\nThe image is proven.")


if __name__ == "__main__":
    if "--inside" not in sys.argv:
        again = [sys.executable, "-m", "tools.prove_image", "--inside", *sys.argv[1:]]
        sys.exit(subprocess.run(["unshare", "--mount", *again], cwd=_PROJECT, check=False).returncode)
    main(dict(word.partition("=")[::2] for word in sys.argv[1:] if "=" in word))
