"""Keep statistics of the 10,000 commonest grams: the engine reads from them which way in is narrow."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("merchants", "0001_directory")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE merchants_matchdoc ALTER COLUMN grams SET STATISTICS 1000",
            "ALTER TABLE merchants_matchdoc ALTER COLUMN grams SET STATISTICS -1",
        )
    ]
