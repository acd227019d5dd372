"""Filing: a story becomes a complaint with one case per respondent."""
