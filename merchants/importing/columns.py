"""Which column is which: the header names a file may use, in Chinese or English. Pure."""

# ruff: noqa: E501  (word lists; a Chinese character counts double)

from collections.abc import Iterable, Mapping

from merchants.matching.fold import fold, letters

# Field → header names, each compared folded and without marks.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "名称", "企业名称", "公司名称", "单位名称", "商户名称", "经营者", "经营者名称", "主体名称", "字号名称", "merchant", "company"),
    "uscc": ("uscc", "统一社会信用代码", "社会信用代码", "信用代码", "统一代码", "税号", "纳税人识别号", "注册号", "creditcode"),
    "address": ("address", "地址", "住所", "注册地址", "经营场所", "经营地址", "详细地址", "企业地址", "addr"),
    "phone": ("phone", "电话", "联系电话", "手机", "手机号", "客服电话", "座机", "tel", "telephone", "mobile", "phones"),
    "province": ("province", "省", "省份", "所在省", "所属省份"),
    "city": ("city", "城市", "市", "地市", "所在市", "所属城市", "地区", "region", "place"),
    "district": ("district", "county", "区", "县", "区县", "所属区县"),
    "division": ("division", "divisioncode", "行政区划代码", "区划代码", "行政区划"),
    "industry": ("industry", "行业", "行业代码", "行业门类", "国标行业"),
    "aliases": ("aliases", "alias", "别名", "简称", "俗称", "招牌", "店招", "shortname"),
    "former": ("former", "formername", "formernames", "曾用名", "原名称"),
    "brand": ("brand", "brands", "品牌", "商标"),
    "shop": ("shop", "网店", "店铺", "店铺名称", "网店名称"),
    "site": ("site", "website", "url", "网址", "网站", "店铺链接", "链接"),
    "store": ("store", "stores", "门店", "分店", "门店名称"),
    "kind": ("kind", "类型", "主体类型", "企业类型"),
    "status": ("status", "状态", "经营状态", "登记状态"),
    "prepaid": ("prepaid", "isprepaid", "预付卡", "预付费", "是否预付费"),
}  # fmt: skip

_BY_HEADER = {letters(fold(header)): field for field, headers in HEADERS.items() for header in headers}


class NoNameColumn(ValueError):
    """No column of the file holds the merchants' names."""


def fields_of(headers: Iterable[str]) -> dict[str, str]:
    """Header as written → our field, first come first served; unknown headers are left out.

    Raises NoNameColumn when no header means the name.
    """
    out: dict[str, str] = {}
    for header in headers:
        field = _BY_HEADER.get(letters(fold(str(header or ""))))
        if field and field not in out.values():
            out[header] = field
    if "name" not in out.values():
        raise NoNameColumn(", ".join(str(h) for h in headers)[:200])
    return out
