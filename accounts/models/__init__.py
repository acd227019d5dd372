from accounts.models.access import AccessLog
from accounts.models.care import AccountEvent, FactorReset
from accounts.models.code import LoginCode
from accounts.models.contact import ContactChange
from accounts.models.device import KnownDevice
from accounts.models.division import Division, Level
from accounts.models.invitation import Invitation
from accounts.models.look_up import LookUp
from accounts.models.membership import Membership, Role
from accounts.models.organisation import (
    MEDIATING_KINDS,
    Area,
    Organisation,
    OrganisationKind,
    Procedure,
    Purpose,
)
from accounts.models.phone import PhoneNumber
from accounts.models.user import User

__all__ = [
    "MEDIATING_KINDS",
    "AccessLog",
    "AccountEvent",
    "Area",
    "ContactChange",
    "Division",
    "FactorReset",
    "Invitation",
    "KnownDevice",
    "Level",
    "LoginCode",
    "LookUp",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "PhoneNumber",
    "Procedure",
    "Purpose",
    "Role",
    "User",
]
