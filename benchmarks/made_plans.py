"""Plans made up to a wanted length, the same every time: chapters, actions, tasks with bodies and targets."""

from collections.abc import Iterator
from itertools import count, islice

import cn2an

_FIELDS = "农产品加工 冷链物流 乡村旅游 数字政务 社区养老 污水治理 绿色建筑 职业培训 智慧交通 基层医疗 低空物流 林下经济".split()
_VERBS = "推进 提升 优化 健全 拓展 夯实 加快 完善 培育 统筹 深化".split()
_OBJECTS = "示范园区建设 服务网络布局 标准体系 要素保障机制 龙头企业梯队 数据共享平台 人才队伍 项目全周期管理 监测评价制度".split()
_BODIES = (
    "县发展改革局 县财政局 县农业农村局 县商务局 县交通运输局 县民政局 县教育局 县人力资源和社会保障局 "
    "县自然资源局 县住房和城乡建设局 县卫生健康局 县文化和旅游局 县市场监督管理局"
).split()
_SENTENCES = (
    "坚持问题导向，摸清底数，建立工作台账，明确责任分工和时间节点",
    "支持符合条件的主体参与建设运营，推动资源向重点区域集聚",
    "加强部门协同，打通数据壁垒，实现信息互联互通和业务一网通办",
    "强化政策衔接，健全激励约束机制，营造公平有序的发展环境",
    "开展试点示范，总结推广可复制的经验做法，带动整体水平提高",
    "组织专家论证，定期评估成效，及时调整不符合实际的做法",
    "引导金融机构创新产品，拓宽融资渠道，降低综合成本",
)
_HEAD = """安澜县人民政府关于印发安澜县产业与民生提升行动方案（2024—2028年）的通知
安政发〔2024〕17号
各乡镇人民政府，县政府各部门、各直属单位：
现将《安澜县产业与民生提升行动方案（2024—2028年）》印发给你们，请认真组织实施。
安澜县人民政府
2024年3月18日
安澜县产业与民生提升行动方案（2024—2028年）
为推动高质量发展，结合本县实际，制定本方案。
"""


def plan_text(size: int) -> str:
    """A plan of as many whole lines as `size` bytes of UTF-8 hold. The first lines are the same for every size."""
    taken: list[str] = []
    length = 0
    for line in _lines():
        length += len(line.encode())
        if length > size:
            break
        taken.append(line)
    while taken and taken[-1].endswith("行动\n"):  # a heading of an action that has no task any more
        taken.pop()
    return "".join(taken)


def _lines() -> Iterator[str]:
    yield from _HEAD.splitlines(keepends=True)
    number = count()
    for chapter in count(1):
        yield f"{cn2an.an2cn(chapter)}、{_pick(_VERBS, chapter)}{_pick(_FIELDS, chapter)}重点行动\n"
        for action in range(1, 9):
            yield f"（{cn2an.an2cn(action)}）{_pick(_VERBS, chapter + action)}{_pick(_FIELDS, chapter * 5 + action)}行动\n"
            for task in range(1, 7):
                yield _task(task, next(number))


def _task(printed: int, index: int) -> str:
    field, verb, noun = _pick(_FIELDS, index), _pick(_VERBS, index * 3 + 1), _pick(_OBJECTS, index * 7 + 2)
    body = "。".join(islice((_pick(_SENTENCES, index + step) for step in count()), 1 + index % 3))
    target = f"到{2025 + index % 4}年，建成{field}项目{3 + index % 40}个以上，累计完成投资{1 + index % 90}亿元"
    bodies = "、".join(dict.fromkeys(_pick(_BODIES, index * step + step) for step in (1, 2, 3, 5)))
    named = f"（责任单位：{bodies}）" if index % 2 else f"（牵头单位：{bodies.replace('、', '；配合单位：', 1)}）"
    return f"{printed}.{verb}{field}{noun}。{body}。{target}。{named}\n"


def _pick(values: list[str] | tuple[str, ...], index: int) -> str:
    return values[index % len(values)]
