"""Chinese ways to ask, read as wholes: whether anybody sees to it, by when, which one is a draft. Knows no place and no unit."""

from search.understanding.frame import Frame, Framed, frame, read_with
from search.understanding.text import Reading
from search.understanding.turns_zh import LAST, OF_UNITS, THINGS_OF_UNITS, TURNS

_BODY = "(?:人|单位|部门|机构|局|科室|委办局)"
_WHO = "(?:谁|哪个局|哪家|哪个部门|哪个单位)"
_WHEN = "(?:什么时间|什么时候|啥时候|啥时间|什么日子|什么年份|什么期限|多晚|何时|几时|多会儿|哪一?年|哪一?天|哪个?月|哪一个月|几月|几年|几号)"
_PLAN_DATES = (
    "(?!(?:开始)?(?:正式)?(?:印发|发布|出台|生效|失效|到期|施行|实施|结束|公布|下发|发文|制定|过期|有效|开始))"
)
"""When a plan was issued or ends is asked of the plan."""
_MUST = "(?:要|需要|需|应该|应当|应|须|必须|将|得|能|可以|可|才能|计划|打算|预计)?"
_DONE = "(?:全部|基本|全面)?(?:完成|做完|办完|干完|搞完|完工|收尾|到位)?"
_ONE = "(?:哪(?:一|几|两)?(?:份|个|部|项|种|本)|哪些|谁)"
_OF_PLANS = "的?(?:方案|规划|计划|文件|政策|意见|通知)?"
_AMONG = "(?:(?:这|那)?里(?:面|头|边)|其中|当中)?"
_YET = "(?:目前|现在|如今)?(?:都|也)?(?:还|仍|尚|依然)?(?:只|仅)?(?:是|为|在|处于|处在|属于|停留在|算)?"
_ISSUED = "(?:正式)?(?:出台|印发|发布|定稿|下发)"
_DRAFT = f"(?:征求意见稿?|草案|草稿|送审稿|讨论稿|(?:还?没有?|尚未|未){_ISSUED})(?:阶段|状态|之中|中)?"
_OTHER = (
    "(?:别的|其他的?|其它的?|另外的?|上级的?|上位的?|中央的?|国家的?|省里的?|市里的?|省级|市级|相关的?|具体的?|配套的?)"
)
_PAPER = "(?:政策文件|文件|方案|规划|计划|意见|纲要|通知|部署|办法|条例|规定)"
_WHICH = "(?:哪(?:一|几|两)?(?:份|个|部|项)|哪些|什么|啥)"
_CARRY = "(?:落实|贯彻|执行|依据|根据|按照|遵照|承接|细化|对标|引用|援引|参照|提到|提及|衔接)"
_HELPER = "(?:帮手|帮忙的|搭档|配合的|协助的|搭手的|助手|打下手的)"
_ARE = "(?:各?是|都有|有|分别是|都是)"
_WHOM = "(?:谁|哪些|哪家|哪几家)"
_WHICH_OF = "哪(?:一|几|两|三|些)?(?:个|份|部|项|种|家|位|条)?"
_BODIES = (
    "(?:牵头|责任|主管|配合|职能|业务|政府|市级|县级|区级|省级|具体)?的?"
    "(?:单位|部门|机构|委办局|部委|厅局|局办|局|办公室|委员会|厅|处室|科室|司局|署|口子|衙门)"
)
_PAPERS = "(?:实施|行动|工作)?(?:方案|规划|计划(?!生育)|政策文件|文件|通知|意见|办法)"
_THINGS = "(?:重点|主要|具体)?(?:任务|工作|事项|举措|措施|事情|事儿|事|活儿|活|条目|条款)"
_FRAMES: tuple[Frame, ...] = (
    frame(
        f"有(?:没有)?(?:哪个|哪家|什么|啥)?{_BODY}(?:在|来|去|专门)?(?:管|负责|牵头|抓|过问|盯|主管)(?:着|这事|这件事|此事|它)?"
        "(?:吗|么|嘛|呢|没有|没)?",
        "unit",
        "lead",
    ),
    frame(
        f"(?:到底|究竟)?(?:归|由|是|应该|该|应|要)?{_WHO}(?:来|在|去|该)?(?:主管|管事|管着|管理|管)(?=[?？。!！，, 着呢啊的了]|$)(?:着|的|呢|啊)?",
        "unit",
        "lead",
    ),
    frame(
        f"(?:是|都是)?(?:在)?(?:{_WHEN}|几几年)(?:就|才)?(?:正式)?(?:印发|发布|出台|下发|公布|发文|发|出)(?:出来|下来)?的?(?=[?？。!！ 吗呢啊呀]|$)",
        "plan",
    ),
    frame(
        f"{_MUST}(?:最晚|最迟|至迟|最早|不晚于|不迟于|限)?要?(?:在|到|于|赶在|截至|截止到?)?{_WHEN}"
        f"(?:之前|以前|[年月]?底(?:之?前)?|前|内|为止)?{_PLAN_DATES}{_MUST}{_DONE}",
        "deadline",
    ),
    frame(f"{_AMONG}{_ONE}{_OF_PLANS}{_YET}{_DRAFT}", "plan"),
    frame(f"{_AMONG}{_YET}{_DRAFT}{_OF_PLANS}(?:是|有|为){_ONE}{_OF_PLANS}", "plan"),
    frame(
        "(?:里|中)?(?:还|都|也|所)?(?:提到|写到|提及|点到|说到?|写明|要求|讲到?)?(?:了|过)?(?:要|需要|应|须)?"
        f"{_CARRY}(?:好|了|到|的是|的)?{_WHICH}{_OTHER}{{0,3}}{_PAPER}",
        "citation",
    ),
    frame(
        f"(?:牵头的|牵头的?(?:单位|部门|方|局)|谁牵头)(?:和|跟|与|及|以及|、|，)?(?:它的|他的|其|谁是)?{_HELPER}{_ARE}?{_WHOM}?(?=[?？。!！ ]|$)",
        "unit",
        "all",
    ),
    frame(f"{_HELPER}{_ARE}{_WHOM}", "unit", "support"),
    frame(
        "(?:请问|想问)?(?:一下)?有?(?:没有)?(?:哪位|谁|人|大家|各位)(?:老师|朋友|同志|大神)?(?:能|可以)?(?:知道|晓得|了解|清楚|告诉我|说说)",
        "",
    ),
    frame("牵(?:了|的|这个|那个|个|一下|这|起)+头", "", "lead"),
    frame(f"(?:都|具体|分别)?(?:是|有)?{_WHICH_OF}{_BODIES}", "unit"),
    frame("(?:都|具体|分别)?(?:是|有)?哪(?:一|几|些|两|三)?条(?:政策|意见|措施|举措|规定|条款|内容)+", "task"),
    frame(f"(?:都|具体|分别)?(?:是|有)?{_WHICH_OF}{_PAPERS}(?!中|里|提|规定|写|要求)", "plan"),
    frame(f"(?:都|具体|分别)?(?:是|有)?{_WHICH_OF}{_THINGS}(?=[?？。!！，, 来啊呀呢的]|$)", "task"),
    frame(
        "(?:都|具体|分别)?(?:是|有)?哪(?:几|些|两|三)(?:条|项|件|桩|样)(?=[?？。!！，, 来啊呀呢]|$)(?:来着)?", "task"
    ),
    frame(
        "(?:其他|其它|别的|另外)的?(?:还有)?哪(?:些|几个|里|个)(?:地方|地区|县市区|县区|区县|城市|县|市|区)?", "place"
    ),
)


def read_frames_zh(reading: Reading) -> Framed:
    """Read and mark the frames of a Chinese question."""
    frames = (*TURNS, *_FRAMES, *LAST)
    if reading.of_kind("unit"):  # of a unit, which tasks it leads and which it supports
        frames = tuple(known for known in frames if known.role not in ("all", "support") or known.ask == "task")
        frames = (*OF_UNITS, *frames, *THINGS_OF_UNITS)
    return read_with(frames, reading.text, reading.take)
