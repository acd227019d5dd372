"""A small directory of invented merchants, in real divisions."""

from datetime import datetime

import pytest

from accounts.divisions import fixture
from merchants.matching import statistics
from merchants.matching.gazetteer import forget
from merchants.matching.indexing import index_merchants
from merchants.models import Merchant, Phone
from tests.merchants import NOW


@pytest.fixture(scope="module")
def django_db_setup_divisions(django_db_setup, django_db_blocker):
    """Divisions are reference data: loaded once, kept by the database of the test run."""
    with django_db_blocker.unblock():
        fixture.load()
    forget()


@pytest.fixture
def directory(db, django_db_setup_divisions) -> dict[str, Merchant]:
    """Merchants by a short handle."""
    rows = {
        "lvwan": (
            "武汉市江夏绿湾宠物用品有限公司",
            "91420115MA4K000016",
            "420115",
            "武汉",
            "武汉市江夏区文化大道88号3栋1层",
        ),
        "lvwan_yc": ("宜昌绿湾宠物用品有限公司", None, "420500", "宜昌", "宜昌市西陵区沿江大道5号"),
        "jingcai": ("武汉精彩装饰工程有限公司", None, "420106", "武汉", "武昌区中南路12号"),
        "yuelai": ("襄阳悦来眼镜有限公司", None, "420606", "襄阳", "樊城区长虹路6号"),
        "xiaoman": ("宜昌小满餐饮管理有限公司", None, "420502", "宜昌", "西陵区解放路20号2楼"),
    }
    out = {}
    for handle, (name, uscc, code, place, address) in rows.items():
        out[handle] = Merchant.objects.create(name=name, uscc=uscc, division_code=code, place=place, address=address)
    Phone.objects.create(merchant=out["yuelai"], number="07103456789", subscriber="3456789")
    index_merchants([m.pk for m in out.values()])
    statistics.forget()
    return out


@pytest.fixture
def now() -> datetime:
    return NOW
