"""What somebody left behind on the way to a merchant's desk."""

from accounts.personal_data.tables import Own

MERCHANTS = (
    Own("merchants.JoinRequest", "user_id", "blank"),
    Own("merchants.TeamInvitation", "invited_by_id", "keep", "whom a merchant invited is its record", shown=False),
)
