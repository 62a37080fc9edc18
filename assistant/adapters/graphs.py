"""Open an ONNX graph, the same way wherever one is run."""

import os
from typing import TYPE_CHECKING

from assistant.errors import EncoderError

if TYPE_CHECKING:
    import onnxruntime

# A run is mostly weights on their way from memory: more threads than this do not make it faster.
_THREADS = 2


def open_graph(path: str, busy: bool) -> "onnxruntime.InferenceSession":
    """A session on the processor. Raises EncoderError where the graph is damaged.

    Where the process is `busy` with more than one message at a time, threads sleep when there is nothing to
    run. Else they stay awake for the next step, which takes a fifth off the time of one message, but all that
    while a processor that others could answer on.
    """
    # Late: imported before bootstrap has switched its telemetry off, it leaves an id in the user's folder.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_THREADS, len(os.sched_getaffinity(0)))
    options.add_session_config_entry("session.intra_op.allow_spinning", "0" if busy else "1")
    # Without an arena memory goes back after a publish instead of staying with the process.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library has a class of its own for each way to be damaged
        problem = f"The encoder's graph {path} is damaged. Delete its folder and run `assistant publish`."
        raise EncoderError(problem) from error
