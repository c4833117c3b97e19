"""All that is known, to take away; nobody else's."""

from sales.basket import Basket, Line
from sales.customer import Mood
from sales.tastes import Taste
from tests.web.conftest import begin


async def test_another_conversations_token_takes_nothing_away(api, talk) -> None:
    other = await begin(api)
    assert (await api.get(f"/conversations/{talk.id}/data", headers=other.headers)).status_code == 404
    assert (await api.get(f"/conversations/{talk.id}/data")).status_code == 401


async def test_orders_that_were_not_proven_are_not_in_it(api, parts, talk) -> None:
    order = parts.store.orders.place(
        basket=Basket((Line("BAT"),)),
        name="Tom",
        email="tom@weber.example",
        now=parts.clock(),
        conversation_id=None,
        customer_id=None,
    )
    known = (await talk.call("GET", "/data")).json()
    assert (known["customer"], known["orders"]) == (None, [])
    parts.store.orders.remember_proof(talk.id, order.number)
    known = (await talk.call("GET", "/data")).json()
    assert [one["number"] for one in known["orders"]] == [order.number]


async def test_it_holds_what_was_said_noted_concluded_and_agreed(api, parts, talk, offer_id) -> None:
    await talk.say("thanks")
    parts.store.conversations.set_need(talk.id, "for match days")
    parts.store.preferences.note(talk.id, [Taste("colour", "red")], parts.clock())
    parts.store.conversations.record_mood(talk.id, Mood.UNHAPPY, now=parts.clock(), cause="sounds unhappy")
    parts.store.offers.answer(talk.id, offer_id, "decline", parts.clock(), "nah")
    answer = await talk.call("GET", "/data")
    known = answer.json()
    assert "attachment" in answer.headers["content-disposition"]
    assert known["messages"][0]["text"] == "thanks"
    assert known["noted"]["need"] == "for match days"
    assert (known["noted"]["likes"], known["concluded"]["likes"]) == (["red"], [])
    assert known["concluded"]["mood"][-1]["state"] == "unhappy"
    assert [(one["what"], one["answer"], one["words"]) for one in known["answers"]] == [
        (f"offer {offer_id}", "decline", "nah")
    ]
