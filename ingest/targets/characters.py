"""Words that rules made from the normal form, given back in the script that the document is written in."""


def restore(words: str, written: str, normal: str) -> str:
    """`words` (made of characters of `normal`) in the characters of `written`, the same text as the document has it.

    Only ideographs are given back (個 for 个); punctuation keeps its normal form, so that names compare.
    """
    if written == normal:
        return words
    kept = set(written)
    back = {
        ord(new): old
        for old, new in zip(written, normal, strict=True)
        if new != old and new not in kept and "\u3400" <= old <= "\u9fff"
    }
    return words.translate(back)
