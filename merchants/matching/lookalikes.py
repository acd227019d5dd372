"""Characters that people confuse by their shape. Pure data, written for this project, widened as cases show."""

# One group a word. Members of a group are confused with one another.
_GROUPS = """
己已巳 未末朱来 土士工干千于 日曰目白自旦 人入八 大太犬天夫无丈 力刀刁 龙尤无友 科料 王玉主五 牛午年 申由甲田电 木本术
贝见 厂广 几九凡 折拆析 栗粟票 辨辩瓣 洒酒 候侯 徽微徵 幕墓慕暮 晴睛 清请情晴精青 鸟乌岛 戊戌戍成 免兔 今令 斤斥
名各 石右古 住往佳 佳住 元无 下卞 上土 丰半 中申 云去 六大 公分 文交 方万 火大 北比 丘兵 史吏 叶吐 左右 帅师 平乎
旧归 永水 汉汊 治冶 沫沬 泊洎 洛络格 活话 洋详样 派泒 浩洁 海悔梅 淮准 渔鱼 湖糊 源原愿 溪奚 滨宾 潮朝 灵炅
爱受 特持 环还 现观 珠株 班斑 理埋 瑞端 璐路 畅扬场 皇星 盈盆 盛城 目且 直真 知和 祥样 福副富 禄绿 种钟 秋愁 秦泰奏春
程呈 穗惠 立产 竞竟 第弟 笑竹 米来 粮粱 紫索 红江 纪记 约药 纯屯 纳钠 线钱 组祖 终络 绍招 经径 结吉 维推 绿录
美姜 羽习 翔祥 老考 耀跃 肖尚 育肓 胜性 脉咏 臣巨 良艮 艺之 艾文 芝兰 花化 苏办 苑宛 英央 茂戊 荣莱 莱菜 莲连
萍平 蓝篮 薪新 虹红 衣农 裕浴 西酉 计什 讯迅 许午 诚城成 诺若 豪毫 贤资 赛塞 越超 路洛 车东 达大 迈万 远运 迪油
邦帮 郎朗 郑邓 金全 鑫金 钜钜 铁铗 铭名 银根 锋峰蜂 锐说 锦绵棉 镇填 长张 门们 闽闵 阳阴 陆陈 陵凌 隆降 雅稚 雷霜
青清 顺须 颖颍 风凤 飞习 香番 马鸟 骏俊 高亮 鸿鸡 鹏朋 麒骐 黄寅 鼎晶 齐济 龄铃 宏宠 宜宣 宝室 实买 客容 宇字 安按
富当 尔你 展屋 岁多 岛鸟 川州 巧功 市巾 布右 帝常 常堂 庆床 库车 康唐 建健 弘引 彩影 德得 心必 志态 怡恰 恒桓 惠患 愉偷
扬杨汤 拓妬 捷揵 措错 斯期 旅族 旺王 昊吴 昌冒 明朋 易昜 昕听 星皇 晟盛 晨辰 景影 智知 曼蔓 月用 朗郎 材村 林木 果杲
枫风 柏拍 柳卯 栋陈 格洛 桂挂 桥侨娇 梓锌 森林 楚焚 楼搂 榕容 欣歆 欧殴 正止 武式 毅殴 民氏 氏民 汇江 沃沃 兴光 典曲
冠寇 冰水 凌陵 凯剀 创仓 利和 前刖 勤勒 勇男 包句 华毕 卓桌 南甫 博搏 卫工 原厚 友反 发友 口日 可司 台合 合台 吉古 同向
向同 周同 味昧 和如 品晶 哈给 唯维 商啇 善着 嘉喜 喜嘉 园圆 国图 圣经 坤申 垣恒 埔浦 堡保 塑朔 壹一 多名 夏复 奇寄 奥粤
好奸 如加 姆妈 威戚 子于 孚浮 季李 学字 宁丁 守寸 优忧 伟伪 伯佰 作昨 侨桥 俊骏 信言 健建 傅博 儒需 元兀 先光 光先
"""


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in _GROUPS.split():
        for char in group:
            table.setdefault(char, set()).update(set(group) - {char})
    return {char: frozenset(others) for char, others in table.items() if others}


LOOKALIKES = _table()


def alike(one: str, other: str) -> bool:
    """Are these two characters confused by their shape?"""
    return other in LOOKALIKES.get(one, ())
