"""A place to build in: one builder at a time, and nothing is left of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.building_site import building_site


def test_the_site_is_empty_lies_below_home_and_goes(tmp_path: Path) -> None:
    """A site can be renamed from, since it is on the disk of `home`, and is gone afterwards."""
    with building_site(tmp_path / "new" / "home") as site:
        assert list(site.iterdir()) == []
        assert site.parent == tmp_path / "new" / "home"
        (site / "half").write_text("built")
    assert not site.exists()


def test_an_error_clears_the_site_and_lets_the_next_one_in(tmp_path: Path) -> None:
    """A builder that breaks off neither leaves its site behind nor keeps the door shut."""
    with pytest.raises(ZeroDivisionError), building_site(tmp_path) as broken:
        _ = 1 / 0
    assert not broken.exists()
    with building_site(tmp_path) as site:
        assert site.exists()


def test_what_a_killed_builder_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    """Only sites are swept: finished folders and the files beside them stay."""
    (tmp_path / ".building-left" / "chroma").mkdir(parents=True)
    (tmp_path / "finished").mkdir()
    (tmp_path / "current").write_text("finished")
    with building_site(tmp_path):
        assert not (tmp_path / ".building-left").exists()
    assert {path.name for path in tmp_path.iterdir()} == {".lock", "finished", "current"}


def test_two_threads_never_build_at_the_same_time(tmp_path: Path) -> None:
    """Whoever comes second waits until the first has left."""
    inside = threading.Semaphore(1)

    def build(_: int) -> bool:
        with building_site(tmp_path):
            alone = inside.acquire(blocking=False)
            for number in range(50):
                (tmp_path / f"{number}").write_text("work")
            if alone:
                inside.release()
            return alone

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(build, range(12)))
