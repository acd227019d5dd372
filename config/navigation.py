"""Every door in the header and the footer, by role: (URL name, label[, shorter label for a phone]).

A name no page answers to is left out.

A new page that people should find from anywhere gets its line here. `mine.<role>` stands at the end of the header.
"""

from django.utils.translation import gettext_lazy as _

PUBLIC = [
    ("complaints:file", _("File a complaint")),
    ("disclosure:merchants", _("Check a merchant")),
    ("disclosure:list", _("Published cases")),
    ("documents:verify", _("Verify a paper")),
]
BENCH = [
    ("mediation:bench", _("Workbench")),
    ("mediation:sittings", _("Sittings")),
]
MINE = [("notices:inbox", _("Messages")), ("me", _("Account"))]
DOORS = {
    "public": PUBLIC,
    "consumer": PUBLIC,
    "merchant": [
        ("merchantdesk:inbox", _("Our cases")),
        ("merchantteam:team", _("Team")),
        ("disclosure:list", _("Published cases")),
    ],
    "officer": [
        *BENCH,
        ("mediation:papers", _("Papers")),
        ("disclosure:reviews", _("Publication")),
        ("mediation:clues", _("Clues")),
        ("joining:letters", _("Letters")),
        ("mediation:undelivered", _("Undelivered")),
        ("joining:requests", _("Joining")),
        ("retention:list", _("Retention")),
    ],
    "mediator": BENCH,
    "department": [("mediation:referrals", _("Referrals"))],
    "court": [("mediation:confirmations", _("Confirmations"))],
    "admin": [
        ("admin:index", _("Administration")),
        ("people", _("People")),
        ("imports:list", _("Merchant lists")),
        ("health:page", _("Health of the platform"), _("Health")),
    ],
    "mine.public": [("login", _("Log in"))],
    "mine.consumer": [("complaints:mine", _("My complaints"), _("Mine")), *MINE],
    "mine.merchant": MINE,
    "mine.officer": MINE,
    "mine.mediator": MINE,
    "mine.department": MINE,
    "mine.court": MINE,
    "mine.admin": MINE,
    # linked from the front page
    "front": [
        ("complaints:mine", _("My complaints")),
        ("joining:start", _("Claim your shop")),
        ("staff_login", _("Log in for staff")),
    ],
    "footer": [
        *PUBLIC,
        ("disclosure:open_data", _("Open data")),
        ("about:rules", _("Rules and time limits")),
        ("about:accessibility", _("Accessibility")),
        ("about:privacy", _("Your personal data")),
        ("preferences:preferences", _("Display settings")),
    ],
}
