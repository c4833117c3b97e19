"""What `make audit` prints."""

import bootstrap
from jobs import audit


def test_it_prints_what_was_shown_answered_and_said_and_fails_where_a_yes_is_missing(
    store, now, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(bootstrap, "store", lambda: store)
    talk = store.conversations.create(now=now, token_hash="-", customer_id=None, locale="en").id
    store.conversations.record_consent(
        talk, what="basket CAM", shown={"price": "749.00"}, answer="accept", words="pop it in", now=now
    )
    assert audit.main(["--sample", "5"]) == 0
    said = capsys.readouterr().out
    assert "2026-11-21 10:00  accept   basket CAM" in said
    assert '{"price": "749.00"}' in said
    assert "words: pop it in" in said
    assert "1 of 1 recorded answers, seed 1." in said
    monkeypatch.setattr(type(store.audit), "without_a_yes", lambda _: ["order 1001"])
    assert audit.main([]) == 1
    assert "No recorded yes: order 1001" in capsys.readouterr().err
