"""Counters behind the case numbers: one row per region and day."""

from django.db import models


class CaseCounter(models.Model):
    region = models.CharField(max_length=9)
    day = models.DateField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "day"], name="case_counter_once")]

    class Data:
        personal: set[str] = set()
        privileged: set[str] = set()
        public: set[str] = set()
        internal = {"id", "region", "day", "last"}

    def __str__(self) -> str:
        return f"{self.region} {self.day}: {self.last}"
