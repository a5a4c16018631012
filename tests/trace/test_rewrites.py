"""Rewritten articles: the same told along the same line in other words."""

from __future__ import annotations

from tests.trace.tracing import annotate_plain, article, drew, shown, traced

ORIGINAL = (
    "The bridge over the Tarn gorge will stay shut until October after divers found rust in its northern pillar.",
    "Engineers had warned the county for six years that the paint no longer kept the river out of the steel.",
    "Ferry captains say they are carrying three times as many lorries as in an ordinary summer.",
    "The county treasurer puts the cost of the repair at nine million crowns, half of it borrowed.",
    "Shopkeepers in Upper Tarn complain that their customers now drive to the coast for bread.",
    "A second inspection of the southern pillar is planned for the week after the harvest.",
    "Cyclists may cross on Sundays if they push their bicycles.",
)
REWRITE = (
    "Rust in the northern pillar means that the Tarn gorge bridge stays shut until October, divers having found it.",
    "The county was warned for six years by engineers: paint no longer kept water out of the steel.",
    "Three times as many lorries as in ordinary summers now go by ferry, captains say.",
    "Repair will cost nine million crowns, the treasurer reckons, and half of that is borrowed.",
    "In Upper Tarn shopkeepers complain of customers who drive to the coast to buy their bread.",
    "After the harvest the southern pillar gets a second inspection.",
)
INDEPENDENT = (
    "Half the lorries of the county queue for the ferry these days.",
    "Bread is dear in Upper Tarn, where the baker has shut.",
    "The treasurer of the county was not available to say what a bridge costs.",
    "Rust never sleeps, an engineer told our reporter beside the gorge.",
    "October is a fine month for divers.",
)


def test_a_rewrite_that_follows_its_model_sentence_by_sentence_is_found() -> None:
    annotations = annotate_plain(
        article("old", *ORIGINAL, published="2022-07-01"), article("new", *REWRITE, published="2022-07-02")
    )
    reuses, derivations = traced(annotations)
    assert len(reuses) >= 5
    assert drew(derivations) == [("new", "old")]
    assert derivations[0].share > 0.6


def test_the_same_topic_in_another_order_is_no_rewrite() -> None:
    annotations = annotate_plain(
        article("old", *ORIGINAL, published="2022-07-01"), article("new", *INDEPENDENT, published="2022-07-02")
    )
    assert traced(annotations) == ((), ())


def test_the_words_of_a_rewritten_sentence_reach_from_the_first_shared_one_to_the_last() -> None:
    tail = ", and nobody on the quay had seen a summer like that since the old lighthouse keeper left for the city"
    longer = [*REWRITE]
    longer[2] = longer[2].rstrip(".") + tail + "."
    annotations = annotate_plain(
        article("old", *ORIGINAL, published="2022-07-01"), article("new", *longer, published="2022-07-02")
    )
    reuses, _ = traced(annotations)
    ends = [shown(reuse, annotations)[1] for reuse in reuses]
    assert not any("lighthouse" in words for words in ends)


def test_one_rewritten_sentence_among_strange_ones_is_left_to_doubt() -> None:
    loose = "Ferries are full: their captains count far more lorries than in summers that one would call ordinary."
    annotations = annotate_plain(
        article("old", *ORIGINAL, published="2022-07-01"),
        article("new", loose, *INDEPENDENT[3:], published="2022-07-02"),
    )
    assert traced(annotations)[1] == ()
