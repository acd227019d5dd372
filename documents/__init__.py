"""Official papers: templates to PDF, serial numbers, signatures, public verification."""
