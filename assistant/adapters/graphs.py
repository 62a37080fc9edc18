"""Open an ONNX graph, the same way wherever one is run."""

import os
from functools import cache
from typing import TYPE_CHECKING

from assistant.errors import EncoderError

if TYPE_CHECKING:
    import onnxruntime

# A run is mostly weights on their way from memory: more threads than this do not make it faster.
_THREADS = 2


def open_graph(path: str) -> "onnxruntime.InferenceSession":
    """A session on the processor. All sessions of a process run on the same few threads.

    Threads of their own would get in each other's way where one graph is run just after another.
    Raises EncoderError where the graph is damaged.
    """
    # Late: imported before bootstrap has switched its telemetry off, it leaves an id in the user's folder.
    import onnxruntime

    _share_threads()
    options = onnxruntime.SessionOptions()
    options.use_per_session_threads = False
    # Without an arena memory goes back after a publish instead of staying with the process.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library has a class of its own for each way to be damaged
        problem = f"The encoder's graph {path} is damaged. Delete its folder and run `assistant publish`."
        raise EncoderError(problem) from error


@cache
def _share_threads() -> None:
    """Once in a process, before its first session."""
    import onnxruntime

    onnxruntime.set_global_thread_pool_sizes(min(_THREADS, len(os.sched_getaffinity(0))), 1)
