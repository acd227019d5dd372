"""The weights of the model, in one place. Pure data.

A logistic model: the weights of the features that hold are added up, and the sum is read as the odds that this is the
merchant meant. How they were fitted: `benchmarks/matching_fit.py` makes queries of its own (benchmarks/_noise.py) over
companies the measured queries do not name, compares each with what the index brings, and fits the weights to right
and wrong candidates, the hardest wrong ones weighing most. They are rounded to one decimal and kept by hand.
"""

from typing import Final

NAME: Final[dict[str, float]] = {
    "one": -1.8,
    # slips
    "homophone": -1.2,
    "alike": -1.7,
    "swapped": -1.0,
    "doubled": -2.5,
    "other": -4.3,
    "extra": -5.9,
    "short slip": -4.8,
    "slip in the core": -0.8,
    "two slips by ear": -3.2,
    # what of the name is covered
    "runs on": -2.9,
    "pieces": -2.5,
    "late": -4.4,
    "second word": -1.9,
    "covered": 2.7,
    "told": 1.3,
    "brand alone": 2.4,
    # who and where
    "consumer trade": 1.0,
    "part of a firm": -3.0,
    "place agrees": 1.9,
    "place near": -2.5,
    "place contradicts": -6.0,
    "place in text": 1.7,
    "place unexplained": -2.5,
    # other alphabets
    "by pinyin": -0.8,
    "by initials": -3.0,
}

ADDRESS: Final[dict[str, float]] = {
    "one": -3.0,
    "contained": 6.0,
    "share": 2.5,
    "number differs": -6.0,
    "short": -2.0,
    "no number": -1.5,
    "trade beside": 2.0,
    "trade differs": -4.0,
    "place agrees": 0.8,
    "place near": -1.0,
    "place contradicts": -4.0,
}

IDENTITY: Final[dict[str, float]] = {
    "code": 9.0,
    "registration": 8.0,
    "code nearly": 3.0,
    "phone": 6.5,
    "phone shared": 2.5,
    "link": 7.0,
    "name agrees": 1.0,
    "name differs": -4.5,
}

ADDRESS_BESIDE: Final = 2.0
"""Added when the address given beside a name is that of the merchant."""
END_ALONE: Final = 2.5
"""Taken off when only the end of a name was compared (“…供销合作社绿丰植物医院”): it names a part."""
HEARD: Final = 1.0
"""Taken off when the name was heard inside a sentence (`sentences`)."""
CONFIRMED: Final = 0.7
"""Added per doubling of the number of people who confirmed a learned name, at most three times."""
