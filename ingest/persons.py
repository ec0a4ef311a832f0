"""Whether a few characters are a person's name: a common surname and one or two characters more. Knows no lists."""

import re

from ingest.unit_shape import looks_like_unit

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严魏陶姜戚谢邹喻章苏潘葛奚范彭郎鲁韦马苗凤俞任袁柳鲍史唐费廉岑薛雷贺倪"
    "汤滕殷罗毕郝邬常傅卞齐康伍余卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄臧戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席麻贾娄颜郭梅盛刁钟徐邱骆夏"
    "蔡田樊胡凌霍虞柯卢莫裘缪邓郁单洪左崔吉龚程嵇邢裴陆荣翁荀甄储靳段焦侯宓郗仇栾甘厉祖武刘詹龙叶黎赖卓蔺屠蒙乔翟谭桂牛尚温庄晏"
    "柴瞿阎习艾容向戈廖耿匡寇欧聂晁敖冷辛阚简饶曾丰游肖涂闫付代丁"
)
"""Without those that begin words of offices (水利, 安全, 金融, 农业, 林业)."""
_TITLE = re.compile(r"(?:同志|主任|局长|副?书记|副?[县区市镇乡]长|科长|处长|院长|所长|站长)$")
_NAME = re.compile(rf"(?:[{_SURNAMES}]|欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐)[一-龥]{{1,2}}")
_OF_OFFICES = re.compile(
    r"[务业科检法监管教育工商建设政产贸财税水环保文旅体卫健民生信息数据交通运输住房城乡村镇区县市省局办委]$"
)
_SEPARATORS = re.compile(r"[、，；,;/\s]+")


def is_person(text: str) -> bool:
    """Whether `text` is one person's name, or several with marks between them: 张伟, 李明、王芳."""
    names = [_TITLE.sub("", name) for name in _SEPARATORS.split(text) if name]
    return bool(names) and all(
        _NAME.fullmatch(name) is not None and _OF_OFFICES.search(name) is None and not looks_like_unit(name)
        for name in names
    )
