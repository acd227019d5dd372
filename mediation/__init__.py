"""When talk fails: jurisdiction, panel, sittings (tier 2), referrals (tier 3), judicial relief (tier 4)."""
