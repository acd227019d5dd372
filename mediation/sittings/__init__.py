"""The mediation itself: sittings, notes, agreement, extension, suspension, end."""
