"""What `action_judge_fit` promises."""

from actions.advise.judge_fit import ActionJudgeFit
from tests.actions.conftest import CAMERA, X2_CASE

ACT = ActionJudgeFit()


def test_what_does_not_fit_is_said_so(customer) -> None:
    heard = customer.says(ACT, "?", intent="ask_fit", product=["Corva leather case for Aurora X1", "Aurora X2"])
    assert heard.responses == ["utter_does_not_fit"]


def test_a_device_nobody_knows_is_not_guessed(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "does it fit a Zorg 7", intent="ask_fit", product="Zorg 7")
    assert heard.responses == ["utter_fit_device_unknown"]
    assert heard.slots["open_question"] == "colleague"


def test_it_fits_by_the_declared_rule(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "does it fit the Aurora X2", intent="ask_fit", product="Aurora X2")
    assert heard.responses == ["utter_fits"]


def test_of_several_cases_the_one_that_fits_is_named(customer) -> None:
    heard = customer.says(ACT, "?", intent="ask_fit", product=["Corva clear case", "Aurora X2 Max"])
    assert heard.responses == ["utter_fits"]
    assert "X2 Max" in heard.values["accessory"]


def test_of_a_whole_kind_of_which_none_fits_that_is_said(customer) -> None:
    asked = "is there a case that fits the Aurora X1 mini"
    heard = customer.says(ACT, asked, intent="ask_fit", product=["case", "Aurora X1 mini"])
    assert heard.responses == ["utter_none_fits"]
    assert heard.values["device"] == "Aurora X1 mini"


def test_a_bare_kind_means_those_that_fit_what_is_in_the_basket_whatever_the_mood(customer) -> None:
    customer.is_unhappy()
    customer.puts("PH-AUR-X2-128-BLU")
    heard = customer.says(ACT, "what case fits?", intent="ask_fit", product="case")
    assert heard.responses == ["utter_these_fit"]
    assert heard.values["device"] == "Aurora X2"
    shown = customer.store.catalogue.many(heard.products).values()
    assert shown and all("Aurora X2" in product.attributes["fits_model"] for product in shown)


def test_which_card_fits_is_asked_of_the_thing_on_the_page_where_nothing_is_marked(customer) -> None:
    customer.store.conversations.set_context(customer.id, page_sku=CAMERA, page_url=None)
    heard = customer.says(ACT, "which card fits it", intent="ask_fit")
    assert heard.responses == ["utter_these_fit"]
    kinds = {product.category for product in customer.store.catalogue.many(heard.products).values()}
    assert kinds == {"memory-cards"}
