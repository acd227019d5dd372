"""From a case to a public page: masks with reasons → consent on the very text → objection → second person → page."""
