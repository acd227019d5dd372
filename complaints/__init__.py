"""The case: intake, lifecycle, clocks, reconciliation (tier 1), evaluation, performance of agreements."""
