"""Hiding the person, keeping the story: text in, spans with reasons and masked text out (DOMAIN section 6).

Pure: no database, no request. ``desensitise(text, known=Known(...), thresholds=Thresholds(...))`` is all that other
rooms need.
"""

from disclosure.desensitise.engine import desensitise
from disclosure.desensitise.spans import Kind, Known, Result, Span
from disclosure.desensitise.thresholds import FIRST_FILLING, Thresholds

__all__ = ["FIRST_FILLING", "Kind", "Known", "Result", "Span", "Thresholds", "desensitise"]
