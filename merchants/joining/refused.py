"""Why somebody cannot join, in sentences that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "unknown": _("This code does not exist. Please compare it with the letter."),
    "used": _("This code has been used. Ask the administrator of your company for an invitation."),
    "expired": _("This code has expired. Join with the licence instead."),
    "other_company": _("This is not the credit code of the company the letter went to."),
    "taken": _("Your company has an administrator already. Ask for an invitation."),
    "not_manager": _("Only an owner or administrator of this merchant may do that."),
    "no_invitation": _("This invitation does not exist."),
    "invitation_used": _("This invitation has been accepted already."),
    "invitation_withdrawn": _("This invitation was withdrawn."),
    "invitation_expired": _("This invitation has expired. Ask for a new one."),
    "other_phone": _("It is for another phone. Log out, then log in with the number that was invited."),
    "open_already": _("There is an open invitation to this phone already."),
    "member_already": _("You are of this team already."),
    "last_manager": _("This is the last administrator. Make somebody else an administrator first."),
    "asked_already": _("Your request with this code is being looked at."),
    "decided": _("This request was decided already."),
    "no_uscc": _("The credit code belongs to no merchant we could open."),
}


class JoinRefused(Exception):
    """`code` is a key of SENTENCES, the text its sentence; `field` names the form's field at fault."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(SENTENCES[self.code])
