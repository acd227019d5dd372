"""Invented names of persons. Nobody in particular: common surnames with common given names, drawn by lot."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "建国", "志强", "秀兰", "玉梅", "海燕", "晓东", "文博", "思远", "雨桐", "佳怡", "浩然", "子涵", "国栋", "丽华",
    "明哲", "春生", "学军", "红霞", "永康", "慧敏", "立新", "晓雯", "长江", "汉生", "楚云", "清荷", "少华", "德胜",
    "凤英", "国庆", "静怡", "泽宇", "若兰", "大勇", "向阳", "梦洁", "景行", "素芬", "启明", "宏伟",
)  # fmt: skip


def people(seed: int) -> Iterator[str]:
    """Full names without end, none twice, the same for the same seed."""
    all_names = [surname + given for surname in SURNAMES for given in GIVEN]
    Random(seed).shuffle(all_names)
    yield from all_names
