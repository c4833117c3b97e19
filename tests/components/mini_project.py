"""A shop assistant in miniature: enough data, domain and rules to train a model in seconds."""

import os
from pathlib import Path

import rasa.model_training
import yaml

INTENTS = {
    "greet": ["hello", "hi there", "good morning", "hey", "good evening to you", "hi"],
    "add_to_basket": [
        "add the [Aurora case](product) to my basket",
        "I'll take the [kettle](product)",
        "put a [blue](attribute) [mug](product) in the cart",
        "I want to buy the [Vanta Z5](product)",
        "add it to my basket",
        "take two [hdmi cables](product)",
    ],
    "ask_feature": [
        "is the [Vanta Z5](product) [waterproof](attribute)?",
        "does the [camera](product) have wifi",
        "is the [kettle](product) [cordless](attribute)",
        "is it weatherproof",
        "has this [phone](product) got a headphone jack?",
        "is the [speaker](product) splash-proof?",
    ],
    "ask_shop": [
        "do you buy used cameras?",
        "do you have a shop in town?",
        "when do you open?",
        "where are you based",
        "do you take old phones back?",
        "do you buy second-hand things",
    ],
    "complain": [
        "this is the third time I write and nobody answers",
        "I am really disappointed with your service",
        "you promised to call and nobody rang",
        "your service is terrible",
        "nobody has helped me for two weeks",
        "I want to complain about the delivery",
    ],
    "thank": ["thanks", "thank you so much", "cheers", "many thanks", "thanks a lot", "thank you"],
    "request_project": [
        "we are opening an office and need screens for eight rooms",
        "can you fit out our practice",
        "we need thirty tablets installed in a hotel",
        "we want music in the whole restaurant, planned and installed",
        "equip our new school with projectors",
    ],
    "out_of_scope": [
        "what is the capital of peru",
        "write me a poem about rain",
        "who won the match last night",
        "solve this equation for me",
        "what does my horoscope say",
    ],
}
MOODS = {
    "unhappy": [
        "this is the third time I write and nobody answers",
        "I am really disappointed with your service",
        "you promised to call me and nobody rang",
        "still waiting for my parcel, it is two weeks late",
        "this is a joke, where is my money",
        "the box was empty and nobody cares",
        "your service is terrible",
        "I want my money back, this is unacceptable",
    ],
    "neutral": [
        "do you have this in blue",
        "add the kettle to my basket",
        "is the camera waterproof?",
        "how much is delivery",
        "no thanks",
        "ok",
        "my old phone broke, I need a new one",
        "when do you open?",
        "hello",
        "we are opening an office",
    ],
    "happy": [
        "thank you so much, you are brilliant",
        "that was quick, lovely service",
        "it arrived and it works perfectly, great",
        "you made my day",
        "wonderful, thanks for the help",
    ],
}
DOMAIN = {
    "version": "3.1",
    "intents": [*INTENTS, "accept_offer", "stop_offers", "reorder"],
    "entities": ["product", "brand", "attribute", "quantity", "colour", "offer_id", "price_max", "ordinal"],
    "slots": {
        "offer_id": {"type": "any", "mappings": [{"type": "from_entity", "entity": "offer_id"}]},
        "need": {
            "type": "text", "mappings": [{"type": "from_text", "conditions": [{"active_loop": "project_form"}]}],
        },
    },
    "forms": {"project_form": {"required_slots": ["need"]}},
    "actions": ["action_suggest_complement", "action_hold_offer", "action_add_product", "action_accept_offer"],
    "responses": {
        "utter_greet": [{"text": "Hello.\n\nHow can I help?"}],
        "utter_added": [{"text": "It is in your basket.", "custom": {"products": ["A-1"]}}],
        "utter_feature": [{"text": "It is splash-proof."}],
        "utter_shop": [{"text": "I don't know; a colleague will."}],
        "utter_sorry": [{"text": "That should not have happened."}],
        "utter_welcome": [{"text": "Good.", "buttons": [{"title": "Basket", "payload": "show my basket"}]}],
        "utter_default": [{"text": "I did not understand that."}],
        "utter_more": [{"text": "Anything for it?"}],
        "utter_ask_need": [{"text": "What do you need?"}],
        "utter_planned": [{"text": "Passed on."}],
        "utter_trouble": [{"text": "That took too long on our side."}],
    },
    "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
}  # fmt: skip
RULES = [
    ("greet", ["utter_greet"]),
    ("add_to_basket", ["utter_added", "action_suggest_complement", "utter_more"]),
    ("ask_feature", ["utter_feature"]),
    ("ask_shop", ["utter_shop"]),
    ("complain", ["utter_sorry", "action_suggest_complement"]),
    ("thank", ["utter_welcome", "action_suggest_complement"]),
    ("out_of_scope", ["utter_default"]),
    ("accept_offer", ["action_accept_offer"]),
]


def write(folder: Path) -> Path:
    """Writes the project's files into `folder`."""
    (folder / "data").mkdir(parents=True)
    (folder / "mood").mkdir()
    _dump(folder / "domain.yml", DOMAIN)
    nlu = [{"intent": name, "examples": _listed(examples)} for name, examples in INTENTS.items()]
    _dump(folder / "data" / "nlu.yml", {"version": "3.1", "nlu": nlu})
    _dump(folder / "data" / "rules.yml", {"version": "3.1", "rules": [_rule(*rule) for rule in RULES] + _form_rules()})
    steps = [{"intent": "reorder"}, {"action": "action_add_product"}, {"action": "action_suggest_complement"}]
    story = {"story": "Reorder", "steps": steps}
    _dump(folder / "data" / "stories.yml", {"version": "3.1", "stories": [story]})
    for mood, sentences in MOODS.items():
        _dump(folder / "mood" / f"{mood}.yml", {"mood": mood, "examples": _listed(sentences)})
    _dump(folder / "config.yml", config(folder))
    return folder


def config(folder: Path, guard: bool = True) -> dict:
    """The pipeline and the policies, as the shipped config.yml has them."""
    return {
        "recipe": "default.v1",
        "assistant_id": "mini",
        "language": "en",
        "pipeline": [
            {"name": "components.tokenizers.spacy_words.SpacyWords"},
            {"name": "components.featurizers.sentence_featurizer.SentenceFeaturizer"},
            {"name": "components.classifiers.hybrid_intent_classifier.HybridIntentClassifier"},
            {"name": "components.classifiers.mood_classifier.MoodClassifier", "data": str(folder / "mood")},
            {"name": "components.extractors.span_extractor.SpanExtractor"},
        ],
        "policies": [
            {"name": "components.policies.offer_guard.GuardedMemoizationPolicy", "max_history": 5, "guard": guard},
            {"name": "components.policies.offer_guard.GuardedRulePolicy", "guard": guard},
        ],
    }


def train(folder: Path) -> Path:
    """Trains the project; the path of its model."""
    # Rasa keeps its training cache in the working folder.
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = rasa.model_training.train(
            str(folder / "domain.yml"), str(folder / "config.yml"), [str(folder / "data")], str(folder / "models")
        )
    finally:
        os.chdir(before)
    assert result.model is not None
    return Path(result.model)


def _rule(intent: str, actions: list[str]) -> dict:
    return {"rule": intent, "steps": [{"intent": intent}, *({"action": action} for action in actions)]}


def _form_rules() -> list[dict]:
    start = [{"intent": "request_project"}, {"action": "project_form"}, {"active_loop": "project_form"}]
    end = [{"action": "project_form"}, {"active_loop": None}, {"action": "utter_planned"}]
    condition = [{"active_loop": "project_form"}]
    return [{"rule": "Begin", "steps": start}, {"rule": "End", "condition": condition, "steps": end}]


def _listed(sentences: list[str]) -> str:
    return "".join(f"- {sentence}\n" for sentence in sentences)


def _dump(path: Path, content: dict) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
