"""What `action_resume_offers` promises."""

from actions.offer.resume_offers import ActionResumeOffers

ACT = ActionResumeOffers()


def test_only_the_customer_takes_it_back(customer) -> None:
    customer.store.conversations.set_opted_out(customer.id, True)
    assert customer.says(ACT, "suggestions on", intent="resume_offers").responses == ["utter_offers_resumed"]
    assert not customer.store.conversations.get(customer.id).opted_out
