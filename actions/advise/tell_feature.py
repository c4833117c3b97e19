"""Says whether a product has a feature."""

from actions.base import ShopAction
from actions.mention import ask_which, find_mention
from actions.turn import Turn
from sales.catalogue import Product
from sales.features import ASKED_ABOUT, Feature, find_feature
from sales.naming import short_name
from sales.spelling import put_right


class ActionTellFeature(ShopAction):
    """The fact from the product's data, or the honest word that it is not known, with a colleague on offer."""

    def name(self) -> str:
        return "action_tell_feature"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        if not mention.products:
            ask_which(turn, mention)
            return
        tell_feature(turn, mention.products[0])


def tell_feature(turn: Turn, product: Product) -> None:
    """What the product's data say of what is asked in the message."""
    turn.focus(product)
    found = find_feature(product, put_right(turn.text, turn.slips, ASKED_ABOUT))
    name = short_name(product)
    if isinstance(found, Feature) and found.says:
        turn.say("utter_feature_said", name=name, says=found.says)
    elif isinstance(found, Feature):
        turn.say("utter_feature", name=name, feature=found.name, value=found.value)
    elif found:
        turn.say("utter_feature_text", name=name, text=found)
    else:
        turn.say("utter_feature_unknown", name=name)
        turn.ask("colleague")
