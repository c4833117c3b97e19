"""Says whether a product has a feature."""

from actions.base import ShopAction
from actions.mention import ask_which, find_mention
from actions.turn import Turn
from sales.features import Feature, find_feature


class ActionTellFeature(ShopAction):
    """The fact from the product's data, or the honest word that it is not known, with a colleague on offer."""

    def name(self) -> str:
        return "action_tell_feature"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        if not mention.products:
            ask_which(turn, mention)
            return
        product = mention.products[0]
        turn.focus(product)
        found = find_feature(product, turn.text)
        if isinstance(found, Feature):
            turn.say("utter_feature", name=product.name, feature=found.name, value=found.value)
        elif found:
            turn.say("utter_feature_text", name=product.name, text=found)
        else:
            turn.say("utter_feature_unknown", name=product.name)
            turn.ask("colleague")
