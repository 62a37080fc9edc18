"""How much of the machine one answer may take."""

from threadpoolctl import threadpool_limits


def answer_on_one() -> None:
    """Let numpy multiply on one processor only, for the rest of this process.

    An answer's products are small. Split among threads that wait for one another
    they take longer, several times so on a machine that is busy, and they keep
    the next question waiting.
    """
    threadpool_limits(1, user_api="blas")
