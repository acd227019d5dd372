"""The hasher of production at a cost that guards nothing; what hangs on passwords is tested as often as one likes."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8  # KiB, the least that Argon2 takes
    parallelism = 1
