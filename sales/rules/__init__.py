"""The rules of silence and of choice, one file each, in the order in which they run.

First those that end the matter for everyone (`SILENCE`):

1.  human_in_charge    a person talks with the customer, or is about to
2.  unhappy            the mood is unhappy
3.  open_case          a complaint, return, refund, delivery or payment case is open
4.  settled_case       a case was closed, and no good sign came since
5.  opted_out          the customer asked for no suggestions
6.  offer_waiting      an offer is on the table; one at a time
7.  recent_refusal     a no is followed by a pause that grows with each no
8.  caps               enough offers in this conversation, or today
9.  chronic_returner   returns nearly everything
10. costly_account     costs more to serve than it brings

Then those that drop single candidates (`CANDIDATE`):

11. review             banned relations, and mined ones that nobody accepted yet
12. moment             upgrades only before the purchase; essentials only before payment
13. in_basket          in the basket already
14. owned              bought before, unless it is used up by now
15. availability       out of stock
16. refused            refused or offered before in this conversation
17. fit                does not fit, or nobody knows
18. expert             regulated or expert products go to a person
19. forbidden          combinations that the shop forbids
20. margin             sold below the margin floor
21. relevance          not relevant enough
"""

from collections.abc import Callable

from sales.offer import Candidate, Reason
from sales.rules.availability import availability
from sales.rules.caps import caps
from sales.rules.chronic_returner import chronic_returner
from sales.rules.costly_account import costly_account
from sales.rules.expert import expert
from sales.rules.fit import fit
from sales.rules.forbidden import forbidden
from sales.rules.human_in_charge import human_in_charge
from sales.rules.in_basket import in_basket
from sales.rules.margin import margin
from sales.rules.moment import moment
from sales.rules.offer_waiting import offer_waiting
from sales.rules.open_case import open_case
from sales.rules.opted_out import opted_out
from sales.rules.owned import owned
from sales.rules.recent_refusal import recent_refusal
from sales.rules.refused import refused
from sales.rules.relevance import relevance
from sales.rules.review import review
from sales.rules.settled_case import settled_case
from sales.rules.unhappy import unhappy
from sales.situation import Situation

SilenceRule = Callable[[Situation], Reason | None]
CandidateRule = Callable[[Situation, Candidate], Reason | None]

SILENCE: tuple[SilenceRule, ...] = (
    human_in_charge,
    unhappy,
    open_case,
    settled_case,
    opted_out,
    offer_waiting,
    recent_refusal,
    caps,
    chronic_returner,
    costly_account,
)
CANDIDATE: tuple[CandidateRule, ...] = (
    review,
    moment,
    in_basket,
    owned,
    availability,
    refused,
    fit,
    expert,
    forbidden,
    margin,
    relevance,
)
