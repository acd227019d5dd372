"""The heart: a complaint is moved only by `decide`, and remembered only by `commit`.

states (what a case can be) · clockkinds (its deadlines) · transitions (THE TABLE) · row, guards (what a row may say) ·
facts (values in and out) · decide (pure) · relations (who somebody is to a case) · gather (lock and read) ·
commit (the only writer) · perform (one case, one transaction) · chain (hashes) · numbers.
"""
