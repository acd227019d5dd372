from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MerchantsConfig(AppConfig):
    name = "merchants"
    verbose_name = _("Merchants")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Each `migrate`, so each start of a release, looks whether a killed import left the directory unindexed."""
        from django.db.models.signals import post_migrate

        post_migrate.connect(_mend, sender=self, dispatch_uid="merchants.gram_index")


def _mend(using: str = "default", **_kwargs: object) -> None:
    from merchants.importing import gram_index

    if using == "default" and gram_index.table_present():
        gram_index.mend()
