"""How an import stands, for the page: one state in words, a share, a rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from merchants.importing import jobs
from merchants.models import ImportJob

State = ImportJob.State


@dataclass(frozen=True)
class Progress:
    """`turn` is the colour, as everywhere: whose turn it is."""

    job: ImportJob
    now: datetime
    files_until: datetime | None = None
    """When the files of an import that has ended are deleted."""

    @property
    def is_interrupted(self) -> bool:
        return jobs.is_interrupted(self.job, self.now)

    @property
    def may_go_on(self) -> bool:
        return jobs.may_go_on(self.job, self.now)

    @property
    def moves(self) -> bool:
        """Worth asking again soon."""
        return self.job.state in (State.QUEUED, State.RUNNING) and not self.is_interrupted

    @property
    def words(self) -> str:
        if self.is_interrupted:
            return _("interrupted")
        return str(State(self.job.state).label)

    @property
    def turn(self) -> str:
        if self.is_interrupted or self.job.state == State.FAILED:
            return "late"
        return {State.QUEUED: "them", State.RUNNING: "them", State.DONE: "done", State.CANCELLED: "none"}[
            State(self.job.state)
        ]

    @property
    def total(self) -> int:
        """Rows in all, as far as known; never fewer than are done."""
        return max(self.job.total or 0, self.job.position)

    @property
    def percent(self) -> int:
        """Before the end at most 99: the number of rows is an estimate."""
        if self.job.state == State.DONE:
            return 100
        return min(99, self.job.position * 100 // self.total) if self.total else 0

    @property
    def rate(self) -> int:
        """Rows a second of the present run; 0 before its first batch."""
        job = self.job
        if job.run_at is None or job.moved_at is None or job.position <= job.run_from:
            return 0
        return round((job.position - job.run_from) / max((job.moved_at - job.run_at).total_seconds(), 0.1))

    @property
    def why(self) -> str:
        """What went wrong, in the reader's language."""
        return _(self.job.error) if self.job.error else ""
