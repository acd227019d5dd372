"""Closed cases lose what names people when their time is over; figures and the chain of events stay (个保法 19, 47)."""
