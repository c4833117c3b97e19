"""What is worked out once gives what Rasa gives."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import rasa.core.processor
from rasa.core.channels.channel import UserMessage
from rasa.engine import loader
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from components.once import PlannedRunner, work_out_once

QUESTIONS = ("hello", "is the kettle cordless?", "who won the match", "", "🙂", "add it to my basket please " * 40)


def runner_of(needs: dict[str, dict[str, str]]) -> PlannedRunner:
    """A graph whose nodes say their name and what they were given."""
    schema = GraphSchema({name: SchemaNode(wanted, object, "load", "run", {}) for name, wanted in needs.items()})
    runner = PlannedRunner.__new__(PlannedRunner)
    made = {name: lambda *given, name=name: (name, f"{name}({given})") for name in needs}
    runner._instantiate_nodes = lambda *_: made
    runner.__init__(schema, None, SimpleNamespace(), None)
    return runner


def test_an_input_named_like_a_node_is_an_error() -> None:
    with pytest.raises(GraphRunError, match="'one' clashes"):
        runner_of({"one": {}}).run({"one": 1}, ["one"])


def test_only_what_the_target_needs_is_run() -> None:
    runner = runner_of({"first": {"x": "said"}, "second": {"x": "first"}, "never": {"x": "nobody"}})
    assert set(runner.run({"said": 1}, ["second"])) == {"second"}


def test_two_messages_in_a_row_do_not_see_each_other() -> None:
    runner = runner_of({"first": {"x": "said"}})
    assert runner.run({"said": 1}, ["first"])["first"] != runner.run({"said": 2}, ["first"])["first"]


def loaded(model: Path, place: Path, runner: type[GraphRunner]) -> tuple[str, GraphRunner]:
    place.mkdir()
    metadata, made = loader.load_predict_graph_runner(place, model, LocalModelStorage, runner)
    return metadata.nlu_target, made


def test_a_model_reads_and_decides_the_same_as_with_rasas_own_runner(mini_model: Path, tmp_path: Path) -> None:
    target, ours = loaded(mini_model, tmp_path / "ours", PlannedRunner)
    _, rasas = loaded(mini_model, tmp_path / "rasas", DaskGraphRunner)
    for text in QUESTIONS:
        said = {"__message__": [UserMessage(text)], "__tracker__": DialogueStateTracker.from_events("someone", [])}
        one, two = (runner.run(said, [target])[target][0].as_dict(True) for runner in (ours, rasas))
        assert one == two


def test_the_process_loads_models_so_from_then_on(mini_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa.core.processor, "DaskGraphRunner", DaskGraphRunner)
    monkeypatch.setattr(Domain, "is_empty", Domain.is_empty)
    work_out_once()
    assert isinstance(rasa.core.processor.MessageProcessor._load_model(str(mini_model))[2], PlannedRunner)
    assert Domain.empty().is_empty()
    assert not Domain.from_dict({"intents": ["greet"]}).is_empty()
