"""What beat starts for the directory."""

from celery import shared_task

from merchants.importing import gram_index


@shared_task(ignore_result=True)
def mend_gram_index() -> None:
    """Build the index a killed import has left out (beat: every ten minutes)."""
    gram_index.mend()
