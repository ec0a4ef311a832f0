"""Short plans that the pipeline's tests put into stores, and looks at what a store holds."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from ingest.__main__ import app

ROOT = Path(__file__).parents[2]

COLD_CHAIN = """开化县人民政府办公室关于印发《开化县冷链物流发展实施方案（2024—2026年）》的通知
开政办发〔2024〕8号
各乡镇人民政府，县政府直属各单位：
《开化县冷链物流发展实施方案（2024—2026年）》已经县政府同意，现印发给你们，请认真贯彻落实。
开化县人民政府办公室
2024年3月5日
开化县冷链物流发展实施方案（2024—2026年）
为加快冷链物流发展，制定本方案。
一、总体目标
到2026年，建成冷链集配中心3个，冷库总容量达到5万立方米。
二、主要任务
（一）完善骨干网络
1.建设集配中心。在城东片区建设冷链集配中心，配套公共冷库。（责任单位：县商务局、县农业农村局。列第一位的为牵头单位，下同）
2.改造产地冷库。新改建产地冷库20座。（责任单位：县农业农村局、县供销社）
（二）培育市场主体
1.引进龙头企业。每年引进冷链企业2家以上。（责任单位：县商务局、县投资促进中心）
"""
LOW_ALTITUDE = """常山县低空经济发展行动方案
为培育低空经济，制定本方案。
一、主要目标
到2027年，开通无人机航线12条。
二、重点任务
（一）建设起降设施。布局无人机起降点30个。（县发改局牵头，县交通运输局配合）
（二）拓展应用场景。推广农林植保无人机应用。（县农业农村局牵头，县林业局配合）
"""
ELDERLY = """龙游县养老服务提升计划
为提升养老服务，制定本计划。
一、主要任务
（一）新增养老床位。2025年底前新增护理型床位200张。（牵头单位：县民政局；配合单位：县财政局、县卫生健康局）
（二）发展老年助餐。建成老年食堂15家。（牵头单位：县民政局；配合单位：各乡镇人民政府）
"""
PLANS = {"cold_chain.txt": COLD_CHAIN, "low_altitude.txt": LOW_ALTITUDE, "elderly.txt": ELDERLY}


def write_plans(folder: Path) -> Path:
    """The three plans as files in a new folder."""
    folder.mkdir(parents=True)
    for name, text in PLANS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def hashes(store: Path, *, cache: bool = False) -> dict[str, str]:
    """The hash of every file of a store; locks have no content."""
    found = {}
    for path in sorted(store.rglob("*")):
        name = path.relative_to(store).as_posix()
        if path.is_file() and (cache or not name.startswith("cache/")) and not name.endswith(".lock"):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Its standard output as JSON."""
        return json.loads(self.out)


def ingest(*arguments: str | Path) -> Ran:
    """`python -m ingest` with these arguments, in this process: fast."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="python -m ingest")
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        raise error
    return Ran(result.exit_code, result.stdout, result.stderr)


def ingest_apart(*arguments: str | Path, cwd: Path | None = None) -> Ran:
    """The same in a process of its own, as a shell runs it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "ingest", *(str(argument) for argument in arguments)],
        cwd=cwd or ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)
