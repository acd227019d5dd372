"""The directory: who a complaint may be about, and who may answer for them."""

from merchants.models.brand import Brand, PlatformShop
from merchants.models.imports import ImportJob
from merchants.models.joining import JoinRequest, TeamInvitation
from merchants.models.merchant import Alias, Merchant, Phone, Site
from merchants.models.search import MatchDoc
from merchants.models.store import Store
from merchants.models.team import MerchantMembership

__all__ = [
    "Alias",
    "Brand",
    "ImportJob",
    "JoinRequest",
    "MatchDoc",
    "Merchant",
    "MerchantMembership",
    "Phone",
    "PlatformShop",
    "Site",
    "Store",
    "TeamInvitation",
]
