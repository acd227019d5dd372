"""With whom: directory, matching, claiming and joining, branches, team."""
