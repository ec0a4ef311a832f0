"""Verbs of action as plans use them, as data: what may open or close a commitment (新增, 建成, 招引落地)."""

import re

_WORDS = (
    "统筹 投入 建有 动态培育 动态保有 滚动实施 布局建设 组织实施 组织开展 推进实施 滚动实施 "
    "开工实施 开工建设 建成投用 建成投产 培育创建 培育形成 培育壮大 培育认定 打造形成 招引落地 "
    "新招引落地 引进落地 新引进 新招引 新培育"
    " 新建成 新建 新增 新创建 新认定 新签约 新开工 新改建 新改扩建 新开通 改扩建 改建 扩建 建成 "
    "建设 建立 创建 创成 争创 成功创建 培育 打造 形成 引进 引育 招引 实施 开展 完成 推进 推动 "
    "推广 引导 组织 发展"
    " 盘活 改造 整治 腾退 腾出 淘汰 关停 申报 获得 获评 制定 制修订 制（修）订 修订 发布 举办 "
    "评选 认定 遴选 布局 新设 设立 设置 开设 开通 培训 培养 选派 选树 配备 安装 更新 解决 突破 "
    "攻克 转化 落地 签约 开工 投产 投放"
    " 发放 争取 落实 安排 提供 供应 储备 收储 出让 消化 处置 压减 削减 减少 增加 扩大 提升 建档 "
    "引入 吸引 吸纳 集聚 帮扶 资助 救助 服务 覆盖 支持 鼓励 帮助 指导 动员 带动 促进 强化 做强 "
    "做优 壮大 孵化 上市 入库 提取 编制 出台 印发 完善 梳理 谋划 健全 构建 搭建 组建 成立 探索 "
    "贯通 通车 打通 导入 采用 运用 应用"
    " 种植 植树 造林 绿化 治理 修复 恢复 清理 拆除 排查 检查 抽检 监测 调解 化解 搬迁 安置 脱贫 "
    "就业 转移 接待 生产 加工 出口 进口 销售 参与 主导 牵头 归集 开放 上线 接入 部署 汇聚 铺设 "
    "敷设 架设 疏浚 加固 除险 建好 办好 创办 兴办"
    " 扶持 创造 竣工投产 竣工 投用 购置 新购置 修缮 提档升级"
    " 实现 保持 保有 保障 稳定 达到 拥有 配置 配建 增设 增补 补充 征集 推出 推介 推荐 选拔 轮训 "
    "确定 选取 招收 招录 招聘 引才 形成"
)
ANY_VERB = "|".join(sorted(set(_WORDS.split()), key=lambda verb: (-len(verb), verb)))
"""An alternation of all of them, longest first."""
VERB = re.compile(
    rf"(?:{ANY_VERB})(?!率|额|量|值|度(?!假)|业|型|面积|总(?!部|规)|公司)"
    r"(?!(?<=服务|加工|生产|销售|就业|出口|进口|上市|监测|组织|保障)(?:企业|中心|站|机构|平台|基地|人员|人口|岗位))"
)
"""An action verb that is not the front of a noun (服务业, 完成率, 上市公司)."""
CAUSING = re.compile("(?:引导|推动|推进|支持|鼓励|帮助|组织|指导|促进|带动|动员)")
"""Verbs that make others act: 引导5家企业导入… commits to what the firms do."""


def acts(words: str) -> bool:
    """Whether an action verb stands in `words`."""
    return VERB.search(words) is not None


def closing_verb(text: str) -> str:
    """The action verb that `text` ends in (制造业领域新增), "" for none."""
    for length in range(min(6, len(text)), 1, -1):
        if VERB.fullmatch(text[-length:]) is not None:
            return text[-length:]
    return ""
