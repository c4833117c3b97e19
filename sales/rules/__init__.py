"""The rules of silence and of choice, one file each, in the order in which they run.

First those that end the matter for everyone (`SILENCE`):
1.  human_in_charge    a person talks with the customer, or is about to
2.  unhappy            the mood is unhappy
3.  open_case          a complaint, return, refund, delivery or payment case is open
4.  settled_case       a case was closed, and no good sign came since
5.  marketing_consent  sent unasked, and nobody agreed to advertising
6.  quiet_hours        sent unasked, and it is night
7.  opted_out          the customer asked for no suggestions
8.  handed_back        a person gave the conversation back a moment ago
9.  minor              the customer is under age
10. offer_waiting      an offer is on the table; one at a time
11. recent_refusal     a no is followed by a pause that grows with each no
12. caps               enough offers in this conversation, today, or this week
13. chronic_returner   returns nearly everything
14. costly_account     costs more to serve than it brings
15. held_by_dialogue   the dialogue's own lock stopped it

Then those that drop single candidates (`CANDIDATE`):
16. review             banned relations, and mined ones that nobody accepted yet
17. too_little_data    mined pairs that were seen too seldom
18. moment             upgrades only before the purchase; essentials only before payment or after an offer
19. in_basket          in the basket already
20. owned              bought before, unless it is used up by now
21. availability       out of stock
22. refused            refused before, or shown or of the kind refused in this conversation
23. fit                does not fit, or nobody knows
24. expert             regulated or expert products go to a person
25. forbidden          combinations that the shop forbids
26. margin             sold below the margin floor
27. relevance          not relevant enough
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
from sales.rules.handed_back import handed_back
from sales.rules.held_by_dialogue import held_by_dialogue
from sales.rules.human_in_charge import human_in_charge
from sales.rules.in_basket import in_basket
from sales.rules.margin import margin
from sales.rules.marketing_consent import marketing_consent
from sales.rules.minor import minor
from sales.rules.moment import moment
from sales.rules.offer_waiting import offer_waiting
from sales.rules.open_case import open_case
from sales.rules.opted_out import opted_out
from sales.rules.owned import owned
from sales.rules.quiet_hours import quiet_hours
from sales.rules.recent_refusal import recent_refusal
from sales.rules.refused import refused
from sales.rules.relevance import relevance
from sales.rules.review import review
from sales.rules.settled_case import settled_case
from sales.rules.too_little_data import too_little_data
from sales.rules.unhappy import unhappy
from sales.situation import Situation

SilenceRule = Callable[[Situation], Reason | None]
CandidateRule = Callable[[Situation, Candidate], Reason | None]

SILENCE: tuple[SilenceRule, ...] = (
    human_in_charge,
    unhappy,
    open_case,
    settled_case,
    marketing_consent,
    quiet_hours,
    opted_out,
    handed_back,
    minor,
    offer_waiting,
    recent_refusal,
    caps,
    chronic_returner,
    costly_account,
    held_by_dialogue,
)
CANDIDATE: tuple[CandidateRule, ...] = (
    review,
    too_little_data,
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
