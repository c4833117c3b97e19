"""What `action_show_details` promises."""

from actions.browse.show_details import ActionShowDetails
from tests.actions.conftest import CAMERA

ACT = ActionShowDetails()


def test_an_unknown_name_shows_nothing_invented(customer) -> None:
    heard = customer.says(ACT, "tell me about the Qwertz 9", intent="product_details", product="Qwertz 9")
    assert heard.responses == ["utter_not_in_shop"]


def test_description_and_facts_come_from_the_catalogue(customer) -> None:
    heard = customer.says(ACT, "specs of the Vanta Z5", intent="product_details", product="Vanta Z5")
    assert heard.responses == ["utter_details"]
    assert heard.products == [CAMERA]
    assert heard.values["description"] == customer.store.catalogue.get(CAMERA).description
