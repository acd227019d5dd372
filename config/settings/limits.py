"""How often: count/seconds, per target, address and network (a /24 or /48). LIMITS_FACTOR stretches all of them."""

from .environment import whole_number

_FACTOR = whole_number("LIMITS_FACTOR", 1)
_RATES = {
    # log-in codes: per phone or e-mail they go to, and per asker
    "code.target": "5/3600",
    "code.target_day": "15/86400",
    "code.address": "60/3600",
    "code.network": "600/3600",
    "code_try.address": "60/900",
    "code_try.network": "600/900",
    # invitations into a team
    "invitation.organisation": "50/86400",
    # joining as a merchant: codes of letters tried, licences handed in
    "claim.address": "30/3600",
    "claim.network": "300/3600",
    "join_request.person": "10/86400",
    "team_invitation.merchant": "50/86400",
    # staff: password, second factor
    "staff_login.account": "10/900",
    "staff_login.address": "30/900",
    "staff_login.network": "300/900",
    "second_factor.person": "10/900",
    # filing, public look-ups, verification of papers
    "filing.person": "20/86400",
    "filing.address": "60/3600",
    "filing.network": "600/3600",
    # while a complaint is written: what is kept of it, and the files; messages in a case
    "typing.address": "1200/3600",
    "typing.network": "12000/3600",
    "upload.address": "120/3600",
    "upload.network": "1200/3600",
    "message.person": "100/86400",
    "look_up.address": "120/60",
    "look_up.network": "1200/60",
    "verify.address": "60/60",
    "verify.network": "600/60",
    # pages read, counted in each web process (accounts/reading.py)
    "reading.person": "1200/600",
    "reading.address": "300/60",
    "reading.network": "3000/60",
    "report.address": "30/60",
    "report.network": "300/60",
    # providers that report what became of a message, up to 500 a call
    "delivery_report.address": "120/60",
    "delivery_report.network": "600/60",
}


def _stretched(rate: str) -> str:
    count, seconds = rate.split("/")
    return f"{int(count) * _FACTOR}/{seconds}"


LIMITS = {scope: _stretched(rate) for scope, rate in _RATES.items()}
LIMITS_PREFIX = "limit"
# How many proxies of ours stand before the web process; their X-Forwarded-For entries are believed.
TRUSTED_PROXIES = whole_number("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
