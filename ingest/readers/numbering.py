"""How an automatic number looks, by Word's number formats; knows nothing of documents or plans."""

import cn2an

_DIGITS = "〇一二三四五六七八九"
_LEGAL = {"chineseLegalSimplified": "up", "ideographLegalTraditional": "up"}
_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand",
})  # fmt: skip
_DIGITWISE = frozenset({"ideographDigital", "taiwaneseDigital", "japaneseDigital", "koreanDigital"})
_SEQUENCES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 9999


def format_number(number: int, number_format: str) -> str:
    """`number` in one of the formats of OOXML's ST_NumberFormat; decimal for those that Chinese plans never use.

    Bullets and "none" give "".
    """
    if number_format in {"bullet", "none"}:
        return ""
    if not 0 <= number <= _LARGEST:
        return str(number)
    if number_format in _SEQUENCES:
        signs = _SEQUENCES[number_format]
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if number_format in _CHINESE or number_format in _LEGAL:
        return str(cn2an.an2cn(number, _LEGAL.get(number_format, "low")))
    if number_format in _DIGITWISE:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    return _format_western(number, number_format)


def _format_western(number: int, number_format: str) -> str:
    if number_format in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if number_format == "decimalZero":
        return f"{number:02d}"
    if number_format == "numberInDash":
        return f"- {number} -"
    if number_format in {"lowerLetter", "upperLetter"} and number:
        # Word doubles the letter after z: aa, bb.
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letters.upper() if number_format == "upperLetter" else letters
    if number_format in {"lowerRoman", "upperRoman"} and number:
        roman = _roman(number)
        return roman.upper() if number_format == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)
