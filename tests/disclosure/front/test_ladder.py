"""The limits on the front page are those of the rule set in force, in words."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from disclosure.front.ladder import ladder

NOW = datetime(2026, 6, 11, tzinfo=UTC)


@pytest.mark.django_db
def test_ladder_reads_the_rules() -> None:
    with translation.override("zh-hans"):
        tiers = ladder(NOW)
    assert [tier.name for tier in tiers] == ["和解", "调解", "转送", "司法"]
    assert tiers[0].what == "商家7天内答复"
    assert tiers[1].limits == "7个工作日内决定是否受理，受理后60天内结束"
