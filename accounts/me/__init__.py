"""One's own account: name, capacities, sessions."""
