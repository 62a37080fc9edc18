"""An answer keeps to one processor."""

from threadpoolctl import threadpool_info, threadpool_limits

from assistant.adapters.processors import answer_on_one


def test_numpy_multiplies_on_one_processor() -> None:
    """After the call every library that numpy multiplies with has one thread, where it had more."""
    # Outside of this test as many threads as before; two, so that there is something to limit.
    with threadpool_limits(2, user_api="blas"):
        answer_on_one()
        threads = [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]
    assert threads
    assert set(threads) == {1}
