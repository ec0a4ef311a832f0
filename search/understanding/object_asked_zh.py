"""What a Chinese question asks a role of: behind 哪些单位牵头, or all before 由谁负责.

It is the topic, and no word of it asks for anything (应急演练 is not 急, 统计执法 not 统计) but such as can stand in no name (谁, 多少).
Knows words only, no place and no unit.
"""

import re
from functools import lru_cache

from reference.patterns import lazy_pattern
from search.understanding.text import Reading
from search.understanding.words import load_question_words

_BODIES = "(?:单位|部门|机构|委办局|科室|部委|厅局|局办?|委员会|委|厅|人)"
_WHO = f"(?:谁|(?:哪(?:一|几|些|两)?(?:个|家)?|什么|啥)(?:[省市县区]|政府|主管|责任|牵头|相关)*级?(?:的)?{_BODIES}|哪(?:几|些)?(?:个|家))"
_LIGHT = "(?:来|在|去|要|应该|应当|应|该|具体|主要|共同|一起|专门|分别|都|一共|同时)*"
_BEFORE = "(?:到底|究竟|具体|主要|分别|都|是|要|应该|应当|应|该|得)*(?:由|归|靠|让|交给|轮到)?"
_ROLES = tuple(
    f"role.{role}{how}" for role in ("lead", "responsible", "support", "part") for how in ("", ".weak", ".after")
)
_ENDS = "[，,。.；;：:？?！! ]"
_NO_OBJECT = lazy_pattern(
    "的|了|着|过|哪|什么|啥|多少|几|最|任务|工作|项目|事项|单位|部门|和|与|、|并|还|又|或|吗|呢|吧|啊"
)
_ASKS_STILL = lazy_pattern(
    "谁|哪|什么|啥|多少|几|吗|[何怎]|是否|[^前]不|没有|牵头|配合|协助|主抓|主管|负责(?!人)|责任|各地|到处"
)
"""What asks for something even there."""


@lru_cache(maxsize=1)
def _asked() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_question_words()
    listed = {word for kind in _ROLES for word in words.words("zh", kind)}
    roles = "|".join(sorted(map(re.escape, listed), key=lambda word: (-len(word), word)))
    behind = lazy_pattern(f"{_WHO}{_LIGHT}(?:{roles})(?P<object>[^，,。；;？?！!]+)")
    before = lazy_pattern(
        f"(?:^|{_ENDS})(?P<object>[^，,。；;：:？?！! ]{{2,}}?){_BEFORE}{_WHO}{_LIGHT}(?:{roles})的?(?:{_ENDS}|$)"
    )
    return behind, before


def mark_object(reading: Reading) -> None:
    """Note where the thing stands that a role is asked of; how the question opens is marked already. Nothing in English."""
    if reading.language != "zh":
        return
    behind, before = _asked()
    found = before.search(reading.text) or behind.search(reading.text)
    if found is not None and not _NO_OBJECT.match(found["object"]):
        reading.topical, reading.asks_still = found.span("object"), _ASKS_STILL
