"""What stands about the document, not in it: the site's table, front matter, a collector's note. Knows labels only."""

import re
from dataclasses import dataclass, field

from ingest.facts import Span

_LABELS: dict[str, str] = {
    "title": "法规标题 政策名称 文件标题 信息名称 文件名称 标题 名称 title",
    "doc_number": "发文字号 发文文号 文件编号 文件字号 公文文号 发布文号 公文字号 文件号 文号 字号 doc_number "
    "document_number doc_no docno",
    "issuer": (
        "发布机构 发文机关 发文机构 发文单位 制定机关 制定单位 发布单位 发布部门 公开机构 发文部门 公开责任部门 "
        "公开主体 责任部门 签发单位 印发单位 "
        "发布机关 起草单位 issuer issuers issued_by agency organization publisher"
    ),
    "issued": (
        "成文日期 成文时间 发文日期 发文时间 印发日期 印发时间 签发日期 签发时间 签署日期 生成日期 生成时间 "
        "制发日期 形成日期 issued_on issued "
        "date_issued issue_date"
    ),
    "published": (
        "发布日期 发布时间 公开日期 公开时间 发布于 上网日期 上传时间 published publish_date pubdate date 日期 时间"
    ),
    "from": "生效日期 生效时间 施行日期 实施日期 实施时间 施行时间 effective_from",
    "to": "失效日期 失效时间 废止日期 终止日期 有效期至 effective_to",
    "source": "信息来源 文章来源 来源 source",
    "site": "网站名称 站点 SiteName site",
}
_OTHER = (
    "索引号 信息索引号 信息索引 统一编号 统一登记号 规范性文件编号 主题分类 主题词 主题 关键词 体裁分类 体裁 "
    "组配分类 分类 公开方式 公开范围 公开形式 "
    "公开类别 公开程序 公开时限 公开属性 有效性 效力状态 效力状况 时效性 是否有效 状态 语种 字体 访问次数 访问量 "
    "浏览次数 浏览量 浏览 点击数 点击量 阅读 "
    "点击 分享到 分享 打印 作者 编辑 责任编辑 审核 载体类型 内容概述 服务对象 文件类型 信息类别 所属机构 url 网址 "
    "链接 原文链接 采集时间 采集日期 采集 "
    "采集说明 下载时间 备注 说明 format lang tags category collected"
)
_FIELD = {label.lower(): name for name, labels in _LABELS.items() for label in labels.split()}
_ALL = sorted({*_FIELD, *(label.lower() for label in _OTHER.split())}, key=lambda label: (-len(label), label))
_SPACE = r"[ \t\u3000\xa0]"
_LABEL = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z0-9_])[【\[\"']?(?:\*\*)?(?P<label>"
    + "|".join(rf"{_SPACE}{{0,4}}".join(re.escape(character) for character in label) for label in _ALL)
    + rf")(?:\*\*)?[\"']?(?:[】\]]?{_SPACE}*[：|=]{_SPACE}*"
    rf"|[】\]]{_SPACE}*|{_SPACE}+(?=\S)|{_SPACE}*\n\s{{0,40}}(?=\S))",
    re.IGNORECASE,
)
_WEAK = frozenset(
    "日期 时间 date title 名称 标题 责任部门 起草单位 字号 实施时间 实施日期 说明 主题 分类 状态 来源 阅读 点击 "
    "浏览 打印 编辑 审核 分享 采集".split()
)
_VALUE_END = re.compile(rf"[\n\t|]|{_SPACE}{{3,}}|】|；")
_DATE_VALUE = re.compile(
    r"\s*(?:19|20)\d\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?:\s{1,2}\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?(?=\s)"
)
"""A date is all that a label of dates has for a value, whatever stands behind it on the line."""
_NEXT_LINE = re.compile(r"\s*\n[\s•·●*-]{0,40}(?=\S)")
_DASH_SITE = re.compile(r"[-—–][^_|｜\-—–\n]{0,30}(?:政府|门户|网站?|信息公开|公开平台|政务)[^_|｜\n]{0,20}$")
_SITE = re.compile(r"[_|｜][^_|｜\n]{0,30}(?:政府|门户|网站?|信息公开|公开平台|政务|委员会|[局厅办])[^_|｜\n]{0,20}$")
_BEFORE_DASH = re.compile(r"(?:通知|公告|意见|方案|计划|规划|办法|措施|要点|函|）|》|稿)$")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Metadata:
    """Values by field ("title", "doc_number", "issuer", "issued", "published", "from", "to", "source", "site").

    values: (text in the normal form, span), in the document's order. spans: what labels and values take together.
    """

    values: dict[str, list[tuple[str, Span]]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()

    def get(self, name: str) -> list[tuple[str, Span]]:
        """The values of a field, in the document's order."""
        return self.values.get(name, [])


def read_metadata(normal: str, end: int) -> Metadata:
    """Labelled values within the first `end` characters of a text in the normal form."""
    matches = [match for match in _LABEL.finditer(normal, 0, end) if _is_label(match)]
    values: dict[str, list[tuple[str, Span]]] = {}
    spans: list[Span] = []
    for place, match in enumerate(matches):
        limit = matches[place + 1].start() if place + 1 < len(matches) else end
        start, stop = _value_span(normal, match.end(), min(limit, end))
        dated = _DATE_VALUE.match(normal, start, stop)
        stop = dated.end() if dated else stop
        value = normal[start:stop].strip(" \t\r\u3000\xa0\"'*")
        if "。" in value[:-1] or (not _has_colon(match) and len(value) > 80):
            continue
        spans.append((match.start(), stop))
        name = _FIELD.get(_plain(match["label"]))
        if name and value:
            at = normal.index(value, start)
            values.setdefault(name, []).append((value, (at, at + len(value))))
    return Metadata(values, tuple(spans))


def _plain(label: str) -> str:
    return re.sub(r"\s", "", label).lower()


def _has_colon(match: re.Match[str]) -> bool:
    return re.search(r"[：|=】\]]", match.group()) is not None


def _is_label(match: re.Match[str]) -> bool:
    return _has_colon(match) or _plain(match["label"]) not in _WEAK


def _value_span(normal: str, start: int, limit: int) -> Span:
    """The value behind a label, on its line or, where that is empty, on the next line before another label."""
    below = _NEXT_LINE.match(normal, start, limit)
    if below is not None:
        start = below.end()
    stop = min(start + _MOST, limit)
    cut = _VALUE_END.search(normal, start, stop)
    return start, cut.start() if cut else stop


def without_site(title: str) -> str:
    """A page's title without the site's name behind it (…的通知_某某市人民政府)."""
    plain = _SITE.sub("", title)
    dash = _DASH_SITE.search(plain)
    return plain[: dash.start()] if dash and _BEFORE_DASH.search(plain[: dash.start()]) else plain
