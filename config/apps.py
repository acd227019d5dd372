from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds the management commands that concern the whole house, and wakes the Celery application."""

    name = "config"

    def ready(self) -> None:
        from config import celery

        celery.app.set_default()
