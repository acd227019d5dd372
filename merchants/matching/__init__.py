"""From what people really type to the right merchant.

>>> from merchants.matching import Query, match
>>> match(Query("一个叫精卡装饰的店", region="武汉"), now=timezone.now()).decision  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from merchants.matching.decide import Thresholds
from merchants.matching.query import Decision, Match, Outcome, Query

if TYPE_CHECKING:
    from merchants.matching.asking import match, match_many, suggest
    from merchants.matching.indexing import index_merchants
    from merchants.matching.learning import learn_alias

__all__ = [
    "Decision",
    "Match",
    "Outcome",
    "Query",
    "Thresholds",
    "index_merchants",
    "learn_alias",
    "match",
    "match_many",
    "suggest",
]

_WITH_MODELS = {
    "match": "asking",
    "match_many": "asking",
    "suggest": "asking",
    "index_merchants": "indexing",
    "learn_alias": "learning",
}


def __getattr__(name: str) -> Any:
    """The parts that need models load on first use, so that the pure ones work without Django's app registry."""
    if name not in _WITH_MODELS:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WITH_MODELS[name]}"), name)
