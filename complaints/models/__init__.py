from complaints.models.category import Category
from complaints.models.holidays import HolidayNotice, HolidayOverride
from complaints.models.rules import Rule, RuleSet

__all__ = ["Category", "HolidayNotice", "HolidayOverride", "Rule", "RuleSet"]
