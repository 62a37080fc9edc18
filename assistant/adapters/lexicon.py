"""The lexical half of the index: BM25 over stemmed words, by bm25s."""

import os
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from assistant.ports import Vector


class WordIndex:
    """BM25 scores of all passages for a text; lower case, no stop words, Porter's stems."""

    def __init__(self, scorer: bm25s.BM25) -> None:
        self._scorer = scorer
        self._stemmer = Stemmer.Stemmer("english")

    @classmethod
    def build(cls, texts: Sequence[str]) -> "WordIndex":
        """Count the words of `texts`, one row each."""
        index = cls(bm25s.BM25())
        index._scorer.index([index._words(text) or [""] for text in texts], show_progress=False)
        return index

    @classmethod
    def load(cls, folder: Path) -> "WordIndex":
        """The index saved in `folder`."""
        return cls(bm25s.BM25.load(os.fspath(folder), load_corpus=False))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._scorer.save(os.fspath(folder), show_progress=False)

    def scores(self, text: str) -> Vector:
        """(rows,): BM25 score of each row; zeros where no word is known."""
        known = [word for word in self._words(text) if word in self._scorer.vocab_dict]
        if not known:
            return np.zeros(self._scorer.scores["num_docs"], np.float32)
        return np.asarray(self._scorer.get_scores(known), np.float32)

    def _words(self, text: str) -> list[str]:
        tokens = bm25s.tokenize(
            [text], stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
        )
        return list(tokens[0])
