"""Lists: filter, sort and keyset pages, the same on every desk."""
