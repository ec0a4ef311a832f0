"""Whether a run of characters has the shape of a body's name. Shape only: who it is, resolution decides."""

import re
from functools import lru_cache

_ENDING = re.compile(
    r"(?:局|委|办|部|厅|司|院|署|会|室|处|科|队|所|站|馆|社|台|校|园|区|县|市|省|镇|乡|村|盟|旗|州|街道|中心|公司|集团|银行|支行|分行|政府|机关|"
    r"单位|部门|机构|组织|平台|协会|学会|商会|联合会|工会|妇联|团委|科协|残联|侨联|文联|工商联|指挥部|专班|领导小组|分局|支队|大队|总队|大学|学院|"
    r"医院|法院|检察院|海关|总局|国资委|网信办|银保监分局|监管组|企业|高校|院校|基金|联盟|口岸|港|供电|税务|消防|气象|地区|省份|城市|主体|各方|群团|"
    r"党委|人大|政协|纪委|监委|军分区|武装部|人武部|总工会|理事会|联社|邮政|烟草|电网|电力|石化|移动|联通|电信|铁塔|广电|街办|镇街|乡镇|"
    r"开发区|高新区|新区|园区|功能区|经开区|管委会|管理局|指挥中心|服务中心|市州|区县|市县|县区|县市|旗县|盟市|市直|省直|办事处|公安|专员办|代表处|特派办|保税区|示范区|试验区|度假区|景区|示范基地|林场|农场|牧场|兵团|师|团)"
    r"(?:（[^（）]{1,16}）|<[^<>]{1,8}>|〔[^〔〕]{1,12}〕)*(?:等)?$"
)
_NEVER = re.compile(
    r"[。！？“”：]|^[^\w（]|^(?:是|系(?=[省市县区])|均为|分别|包括|由|推进(?![办处科组]|中心)|加快|"
    r"建设(?!局|委|办|厅|部|银行|集团|公司|中心|站|所|投资|[科处股]|(?:管理|规划|市场|发展|环保|资金)[\u4e00-\u9fff]{0,4}(?:[科处股室局站所队司]|集团|公司)|工程[\u4e00-\u9fff]{2,10}[站所心局科处])|"
    r"完善|加强|推动|开展|实施(?![科处])|落实|提升|打造|支持|鼓励|引导|深化|强化|优化(?!营商环境[\u4e00-\u9fff]{0,4}[局办科处室])|健全|建立|做好|依托|发挥|借助|通过|培育|聚焦|围绕|到|在|对(?![外口台][\u4e00-\u9fff]{2,8}[局办科处室部心司])|按|以(?!工代赈)|为(?![民老]服务中心)|使(?!馆)|将|把)"
)


_NORMAL = str.maketrans("()＜＞:", "（）<>：")
"""Brackets as printed and in the normal form."""


_QUOTED = re.compile("“[^“”]{1,8}”")


def without_quotes(name: str) -> str:
    """区“两旧”专班 as 区两旧专班: short words in quotation marks belong to a name."""
    return _QUOTED.sub(lambda found: found.group()[1:-1], name) if "“" in name else name


@lru_cache(maxsize=1 << 13)
def looks_like_unit(name: str) -> bool:
    """Whether `name` could name a body: it ends as such names do and is no sentence."""
    name = without_quotes(name.translate(_NORMAL))
    if not 2 <= len(name) <= 40 or _NEVER.search(name):
        return False
    return _ENDING.search(name) is not None
