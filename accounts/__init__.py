"""Who: people, organisations and the areas they cover, roles, log-in, proxies, personal-data fields."""
