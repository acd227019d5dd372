"""The house's settings with nothing before the view."""

from config.settings import *  # noqa: F403, TID251

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "benchmarks._bare"
