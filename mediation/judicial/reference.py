"""What the law itself says of judicial confirmation; a court's own habits are recorded by the administrator."""

from __future__ import annotations

from datetime import date

from accounts.models import OrganisationKind
from mediation.models import CourtPractice
from mediation.models.court import PracticeGround

IN_FORCE = date(2011, 1, 1)  # 人民调解法
SOURCE = "《中华人民共和国人民调解法》第三十三条，《中华人民共和国民事诉讼法》司法确认程序"


def load_practices() -> str:
    """Agreements of people's mediation committees are confirmed at every court. A second run changes nothing."""
    CourtPractice.objects.get_or_create(
        court=None,
        body_kind=OrganisationKind.PEOPLE_COMMITTEE,
        body=None,
        valid_from=IN_FORCE,
        defaults={"eligible": True, "ground": PracticeGround.STATUTE, "source": SOURCE},
    )
    return f"judicial confirmation: {CourtPractice.objects.count()} practices"
