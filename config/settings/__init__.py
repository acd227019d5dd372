"""Settings, one file per integration; values come from the environment (docs/settings.md lists them)."""

from .environment import MODE, PUBLIC_URL
from .core import *
from .auth import *
from .celery import *
from .database import *
from .files import *
from .i18n import *
from .limits import *
from .logs import *
from .mail import *
from .meetings import *
from .notices import *
from .pages import *
from .papers import *
from .personal_data import *
from .security import *
