"""Where online sittings take place: a Jitsi server of one's own; without one a mediator types the meeting's link."""

from .environment import env

MEETING_URL = env.str("MEETING_URL", "").rstrip("/")
