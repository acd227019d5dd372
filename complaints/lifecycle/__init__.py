"""The heart: a complaint is moved only by `decide`, and remembered only by `commit`.

Import the names below; the modules behind them are each one page:
states (what a case can be), transitions (the table), guards (what the table asks), decide (pure), commit (bulk write),
perform (lock, decide, commit for one case), chain (hashes of the events).
"""
