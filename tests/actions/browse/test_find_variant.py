"""What `action_find_variant` promises."""

from actions.browse.find_variant import ActionFindVariant
from tests.actions.conftest import CAMERA, X2_CASE

ACT = ActionFindVariant()


def test_a_product_without_variants_has_none(customer) -> None:
    customer.sees(CAMERA, focus=CAMERA)
    assert customer.says(ACT, "other colours?", intent="ask_other_variant").responses == ["utter_no_variant"]


def test_a_missing_colour_is_admitted_and_the_real_ones_shown(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "in purple?", intent="ask_other_variant", colour="purple")
    assert heard.responses == ["utter_other_variants_only"]


def test_the_asked_colour_is_found(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "in red?", intent="ask_other_variant", colour="red")
    assert heard.products == ["CASE-AUR-X2-SIL-RED"]
