"""How well the learned spans are found: our extractor beside Rasa's own CRF, same held-out share of `data/nlu`.

A span counts as found when name, first and last word are right. A fifth of each intent's examples is held out, drawn
with the seed; examples that differ in nothing but case, annotation and punctuation stay on one side.
Run: make bench-spans
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.crf_entity_extractor import CRFEntityExtractor
from rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer import LexicalSyntacticFeaturizer
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from benchmarks import report
from components.classifiers.hybrid_intent_classifier import HybridIntentClassifier
from components.extractors.span_extractor import SpanExtractor
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from components.tokenizers.spacy_words import SpacyWords

DATA = Path(__file__).parent.parent / "data" / "nlu"
HELD_OUT = 0.2
Marks = set[tuple[str, int, int]]
Train = Callable[[], Any]
Reads = list[Callable[[list[Message]], Any]]


def halves(examples: Sequence[Message], seed: int) -> tuple[list[Message], list[Message]]:
    """Deal the examples into those to train on and those held out, intent by intent."""
    groups: dict[str, dict[str, list[Message]]] = defaultdict(lambda: defaultdict(list))
    for example in examples:
        groups[example.get(INTENT)][" ".join(re.findall(r"\w+", example.get(TEXT).casefold()))].append(example)
    dice = random.Random(seed)
    seen, unseen = [], []
    for intent in sorted(groups):
        alike = sorted(groups[intent])
        dice.shuffle(alike)
        border = round(HELD_OUT * len(alike))
        unseen += [one for words in alike[:border] for one in groups[intent][words]]
        seen += [one for words in alike[border:] for one in groups[intent][words]]
    return seen, unseen


def marks(entities: Sequence[dict[str, Any]]) -> Marks:
    """Give the learned spans of one example: name, start and end."""
    return {(e["entity"], e["start"], e["end"]) for e in entities}


def ours(seen: TrainingData, storage: LocalModelStorage) -> tuple[Train, Reads]:
    """Our extractor behind our classifier, whose intent it reads."""
    context = ExecutionContext(GraphSchema({}), node_name="meaning")
    words = SpacyWords(SpacyWords.get_default_config())
    meaning = SentenceFeaturizer.create({}, storage, Resource("meaning"), context)
    intents = HybridIntentClassifier.create({}, storage, Resource("intents"), context)
    spans = SpanExtractor({"patterns": False}, storage, Resource("spans"))
    words.process_training_data(seen)
    meaning.train(seen)
    meaning.process_training_data(seen)
    intents.train(seen)
    return lambda: spans.train(seen), [words.process, meaning.process, intents.process, spans.process]


def peer(seen: TrainingData, storage: LocalModelStorage) -> tuple[Train, Reads]:
    """Rasa's extractor as it comes; it passes over messages that no featurizer has seen."""
    context = ExecutionContext(GraphSchema({}), node_name="shapes")
    words = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    shapes = LexicalSyntacticFeaturizer.create(
        LexicalSyntacticFeaturizer.get_default_config(), storage, Resource("shapes"), context
    )
    crf = CRFEntityExtractor.create(CRFEntityExtractor.get_default_config(), storage, Resource("crf"), context)
    words.process_training_data(seen)
    shapes.train(seen)
    shapes.process_training_data(seen)
    return lambda: crf.train(seen), [words.process, shapes.process, crf.process]


CONTENDERS = {"goeswith": ours, "rasa-crf": peer}


def contend(name: str, examples: Sequence[Message], seed: int) -> tuple[dict[str, Any], list[str]]:
    """Train and ask one contender; give its row and its misses, one line each."""
    seen, unseen = halves(examples, seed)
    found: Counter[str]
    found, meant, right, misses = Counter(), Counter(), Counter(), []
    with tempfile.TemporaryDirectory() as work:
        train, (*before, read) = CONTENDERS[name](TrainingData(seen), LocalModelStorage(Path(work)))
        began = time.process_time()
        train()
        fit_seconds = time.process_time() - began
        times = []
        for example in unseen:
            message = Message(data={TEXT: example.get(TEXT)})
            for step in before:
                step([message])
            started = time.perf_counter()
            read([message])
            times.append((time.perf_counter() - started) * 1000)
            said, truth = marks(message.get(ENTITIES, [])), marks(example.get(ENTITIES, []))
            found.update(mark[0] for mark in said)
            meant.update(mark[0] for mark in truth)
            right.update(mark[0] for mark in said & truth)
            if said != truth:
                text = example.get(TEXT)
                misses.append(f"{text}\n    missed {_told(text, truth - said)}  wrong {_told(text, said - truth)}")
    row = {"name": name, "f1": f1(sum(right.values()), sum(found.values()), sum(meant.values()))}
    row |= {f"f1_{entity}": f1(right[entity], found[entity], meant[entity]) for entity in sorted(meant)}
    row |= {"fit_seconds": round(fit_seconds, 2), "p50_ms": round(report.percentile(times, 50), 3)}
    return row, misses


def f1(right: int, found: int, meant: int) -> float:
    """Give 2 right / (found + meant), 0 where there is nothing."""
    return round(2 * right / (found + meant), 4) if found + meant else 0.0


def _told(text: str, some: Marks) -> str:
    return ", ".join(f"{name}: {text[start:end]!r}" for name, start, end in sorted(some, key=lambda mark: mark[1]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure both, print the table, write the JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.spans", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=DATA, help="a file or folder of Rasa training data")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--peers", default="rasa-crf", help="rasa-crf or none")
    parser.add_argument("--misses", action="store_true", help="print what was missed or wrong")
    parser.add_argument("--out", help="where the JSON is written (also $OUT)")
    options = parser.parse_args(arguments)
    rows = []
    for name in ["goeswith", *(peer for peer in options.peers.split(",") if peer in CONTENDERS)]:
        examples = load_data(str(options.data)).intent_examples
        row, misses = contend(name, examples, options.seed)
        rows.append(row)
        if options.misses:
            print(f"{name}:", *misses, sep="\n")
    seen, unseen = halves(load_data(str(options.data)).intent_examples, options.seed)
    data = {"data": options.data.name, "trained": len(seen), "held_out": len(unseen), "seed": options.seed}
    report.publish(
        "spans", rows, command=report.command_line("benchmarks.spans", arguments), data=data, out=options.out
    )


if __name__ == "__main__":
    main()
