"""Money and moments in words, in both languages."""

from datetime import UTC, datetime

from django.template import engines
from django.utils import translation
from django.utils.translation import override

from accounts.wording.money import yuan, yuan_words
from accounts.wording.times import day_words, deadline_words, moment_words

NOW = datetime(2026, 6, 11, 10, 0, tzinfo=UTC)  # 18:00 in Shanghai
DUE = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)  # 15 June, 24:00 in Shanghai


def test_money() -> None:
    assert (yuan(304022), yuan(0), yuan(-5), yuan(None)) == ("¥3,040.22", "¥0.00", "−¥0.05", "")
    with translation.override("zh-hans"):
        assert (yuan_words(380000), yuan_words(304022), yuan_words(None)) == ("3,800元", "3,040.22元", "")
    with translation.override("en"):
        assert yuan_words(380000) == "3,800 yuan"


def test_midnight_is_the_end_of_the_day_before() -> None:
    with translation.override("zh-hans"):
        assert deadline_words(DUE, now=NOW) == "6月15日（周一）24:00"
        assert moment_words(datetime(2026, 6, 11, 16, 0, tzinfo=UTC), now=NOW) == "今天24:00"
        assert moment_words(datetime(2027, 1, 4, 1, 30, tzinfo=UTC), now=NOW) == "2027年1月4日09:30"
        assert day_words(DUE.date(), now=NOW) == "6月15日"
    with translation.override("en"):
        assert deadline_words(DUE, now=NOW) == "Mon 15 June, 24:00"
        assert moment_words(DUE, now=NOW) == "15 June, 24:00"


def test_a_literal_text_is_looked_up_once_a_language() -> None:
    drawn = engines["django"].from_string(
        '{% translate "Filter" %}|{% translate "Answer" context "button" %}|{% translate word %}|'
        '{% translate "Filter" as kept %}{{ kept }}|{% autoescape off %}{% translate "Filter" %}{% endautoescape %}'
    )
    for _again in range(2):
        with override("zh-hans"):
            assert drawn.render({"word": "Filter"}) == "筛选|答复|筛选|筛选|筛选"
        with override("en"):
            assert drawn.render({"word": "Filter"}) == "Filter|Answer|Filter|Filter|Filter"
