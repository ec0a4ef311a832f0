"""Lines that belong to the page or the website and not to the document: page numbers, navigation, share bars.

Each rule must match the whole line: a line that also carries text of the document is kept.
"""

import re

_PAGE_NUMBER = re.compile(
    r"[-—–―·•~.\s]*\d{1,4}[-—–―·•~\s]*|[-—–―·•~.]+\d{1,4}[-—–―·•~.]+|第\d{1,4}页(?:[，/共、]*\d{1,4}页)?|\d{1,4}/\d{1,4}|"
    r"Page\s?\d+(?:\s?of\s?\d+)?"
)
_WEB = re.compile(
    "|".join(
        (
            r"(?:您?(?:的|所在|现在)*(?:当前)?位置(?:是|在)?[：】]).{0,80}",
            r"首页[>》»/|·].{0,80}",
            r"(?:[^。>»]{1,20}[>»]){2,}[^。>»]{0,40}",
            r"(?:【|\[|（)?(?:字体|字号)(?:大小)?[：】\]）]?.{0,24}",
            r"(?:一键)?(?:分享|转发)(?:到|至)?[：:].{0,30}",
            r"(?:一键)?(?:分享|转发)(?:到|至)?(?:(?:微信|微博|新浪微博|QQ|QQ空间|朋友圈|空间|好友|更多)[、/|\s]*)*",
            (
                r"(?:【|\[)?(?:打印(?:本页|正文|此页|文章)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|返回(?:顶部|列表|首页)|纠错|下载(?:文件|附件)?|朗读|无障碍浏览|"
                r"大字版|繁體|简体|EN|English)(?:】|\])?(?:[|/·\s]*(?:【|\[)?(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|返回(?:顶部|列表)|纠错|分享|下载)(?:】|\])?)*"
            ),
            r"(?:用?微信)?扫(?:一扫|描).{0,30}",
            r"(?:上一篇|下一篇|上一条|下一条)[：:].{0,80}",
            r"(?:相关(?:链接|阅读|文章|解读|文件|附件|政策|政策解读|信息|报道|新闻)|政策解读|图解|延伸阅读|相关稿件|解读链接|一图读懂|文字解读|媒体解读|专家解读)(?:[：:].{0,80})?",
            r"(?:访问|浏览|阅读|点击)(?:次数|量|数)?[：:].{0,20}",
            r"(?:(?:打印|关闭|收藏|分享|扫码(?:浏览|阅读|查看)?|返回(?:顶部|列表)?|纠错|下载|转发|点赞)(?:本页|窗口|页面)?[|/·\s]*){2,}",
            r"(?:主办|承办|技术支持|联系我们|网站声明|隐私声明|维护单位)[：:|].{0,60}",
            r"附件(?:下载)?[：:].{1,60}\.(?:docx?|pdf|xlsx?|wps|zip|rar|et|ofd)",
            r"我要(?:提意见|提建议|留言|评论|纠错|咨询)",
            r"(?:姓名|联系电话|电子邮箱|意见内容|留言内容|验证码)+(?:[：:].{0,24})?|.{0,10}看不清.{0,24}|换一张|提交|重置|登录|注册",
            r"[（(]?(?:意见|留言|建议)?(?:内容)?请?(?:限制|控制)在\d+字(?:以内|之内)[）)]?",
            r"责任编辑[：:].{0,16}|编辑[：:].{0,16}|审核[：:].{0,16}|来源[：:].{0,30}",
            r"(?:发布时间|发布日期|发布于|更新时间|更新日期)[：:]?\d{4}.{0,60}",
            r"(?:时间|日期)[：:]\d{4}-\d\d?-\d\d?.{0,40}",
        )
    ),
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"(?:\[[^\[\]]{1,160}\](?:（[^（）]{1,300}）|\([^()]{1,300}\))[、，；|\s]*)+|(?:【|\[)(?:(?:原文|附件|正文|文件)?(?:下载|链接)|相关附件|附件列表)(?:】|\])"
)
_SITE = re.compile(
    r".{0,100}(?:ICP备|公网安备|网站标识码|政府网站找错|网站地图|版权所有|Copyright|©).{0,80}", re.IGNORECASE
)
_SITE_MARKS = ("备", "网站", "版权", "©")
_FOOTER = re.compile(r".{0,100}(?:ICP备|公网安备|网站标识码|版权所有|Copyright|©)", re.IGNORECASE)
_ABOUT_FILE = re.compile(
    r"(?:文档|文件|信息|资料)?(?:类型|名称|编号|分类|格式|来源|标题|文号)|原文链接|原文地址|链接|网址|"
    r"发[布文](?:机构|机关|单位|部门|日期|时间|文号|字号)|成文日期|采集(?:时间|日期)|检索(?:时间|日期|关键词)|抓取时间|"
    r"(?:索引号|主题(?:词|分类)|公开(?:类型|方式|属性)|关键词|适用地区|所属地区|标签)"
)
_LONGEST_LINKS = 1000


def is_footer(text: str) -> bool:
    """Whether a line belongs to a website's footer: behind it only the site speaks."""
    return len(text) <= 120 and _speaks_of_site(text) and _FOOTER.match(text) is not None


def _speaks_of_site(text: str) -> bool:
    """Whether a line may be a site's own, at a first look."""
    return any(mark in text for mark in _SITE_MARKS) or "copyright" in text.lower()


def is_about_file(text: str) -> bool:
    """Whether a list item is a collector's note on the file (文档类型：政策类)."""
    label, colon, _ = text.partition("：")
    return bool(colon) and len(text) <= 200 and _ABOUT_FILE.fullmatch(label) is not None


def heads_notes(text: str) -> bool:
    """Whether a heading announces a collector's notes or the text that he collected."""
    return _NOTES.fullmatch(text) is not None


_NOTES = re.compile(
    r"(?:基本|文档|文件|元|来源)(?:信息|数据)|(?:政策|文件|文档|通知)?(?:全文|正文|原文)|(?:全文|正文)内容|文档：.{1,80}"
)
_DASHES = re.compile(r"[-—_=*~·.…\s]{3,}")


_LONGEST_ENTRY = 140
_LEADERS = ("....", "……", "····")
_ENTRY = re.compile(r"[^.…·。；]{2,60}(?:\.{4,}|…{2,}|·{4,})[.…· ]*[-—（(]?\d{1,3}[-—）)]?")


def is_page_number(text: str) -> bool:
    """Whether the whole line is a page number (3, - 3 -, 第3页共10页) or an entry of a table of contents (二、任务....3)."""
    return (len(text) <= 24 and _PAGE_NUMBER.fullmatch(text) is not None) or (
        len(text) <= _LONGEST_ENTRY and any(dots in text for dots in _LEADERS) and _ENTRY.fullmatch(text) is not None
    )


def is_web_residue(text: str) -> bool:
    """Whether the whole line is a website's own (navigation, share bar, counters, footer) or a mere rule."""
    if text[:1] in "[【" and len(text) <= _LONGEST_LINKS and _LINKS.fullmatch(text):
        return True
    if len(text) > 120:
        return False
    site = _speaks_of_site(text) and _SITE.fullmatch(text) is not None
    return site or _WEB.fullmatch(text) is not None or _DASHES.fullmatch(text) is not None
