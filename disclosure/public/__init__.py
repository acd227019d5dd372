"""What the public reads: published cases, and a merchant's record of complaints."""
