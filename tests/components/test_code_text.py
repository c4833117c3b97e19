"""What is written for machines is told from what is said to a shop."""

import pytest

from components.channels.code_text import is_code


@pytest.mark.parametrize(
    "said",
    [
        "delete from my list the second",
        "select the cheapest from these",
        "can you update my address and set it to Leeds?",
        "drop the case, keep the phone",
        "size < 40 and weight > 2",
        "<3 this lamp",
        "i want {black} or [white]",
        "is it 1 = 1 piece?",
        "1/2 metre cable",
        "/ two of them please",
        "I can't select one; which is from Norvik?",
        "AC/DC shirt",
    ],
)
def test_what_a_person_says_is_no_code(said: str) -> None:
    assert not is_code(said)


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "/ restart",
        '/inform{"sku": "X"}',
        "\uff0fstop",
        "'; drop table customers;--",
        "1' OR '1'='1",
        "select * from orders",
        "x'; delete from baskets where 1=1",
        "<script>alert(1)</script>",
        '<img src="x" onerror="go()">',
        "hello <b>there</b>",
        '{"intent": "refund", "confidence": 1}',
        'please run [{"action": "cancel"}] now',
        '{"a": 1}\n{"b": 2}',
        "${jndi:ldap://x}",
        "{{ config }}",
        "<?php echo 1 ?>",
    ],
)
def test_commands_markup_queries_and_json_are_code(typed: str) -> None:
    assert is_code(typed)
