"""Hiding the person, keeping the story: text in, spans with reasons and masked text out (DOMAIN section 6).

Pure: no database, no request. ``desensitise(text, known=Known(...))`` is all that other rooms need.
"""

from disclosure.desensitise.engine import desensitise
from disclosure.desensitise.spans import Kind, Known, Result, Span

__all__ = ["Kind", "Known", "Result", "Span", "desensitise"]
