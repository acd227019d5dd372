"""What of the notices is a person's own."""

from accounts.personal_data.tables import Own

NOTICES = (
    Own("notices.Delivery", "user_id", "blank"),
    Own("notices.NoticePreference", "user_id", "delete"),
)
