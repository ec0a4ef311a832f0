"""Damage for files: seeded mutations of bytes, and of the parts inside packed formats."""

import io
import random
import zipfile

from tests.ingest.readers.make_fixtures import pack


def mutate(data: bytes, seed: int) -> bytes:
    """`data` flipped, cut, doubled or overwritten in a few places; the same seed gives the same bytes."""
    chance = random.Random(seed)
    if data.startswith(b"PK") and chance.random() < 0.6:
        return _mutate_part(data, chance)
    return _mutate_bytes(data, chance)


def _mutate_bytes(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        length = chance.randint(1, 60)
        kind = chance.randrange(6)
        if kind <= 1:
            damaged[at] ^= 1 << chance.randrange(8)
        elif kind == 2:
            damaged[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
        elif kind == 3:
            del damaged[at : at + length]
        elif kind == 4:
            damaged[at:at] = damaged[at : at + length] * chance.randint(1, 50)
        elif chance.random() < 0.3:
            del damaged[at:]
        else:
            digits = [i for i in range(at, min(at + 400, len(damaged))) if 48 <= damaged[i] <= 57]
            if digits:
                damaged[digits[0] : digits[0] + 1] = b"%d" % chance.choice([0, 7, 99, 65536, 10**9, 10**19])
    return bytes(damaged)


def _mutate_part(data: bytes, chance: random.Random) -> bytes:
    """The package whole, one of its parts damaged: what a checksum would catch otherwise."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    part = parts[name]
    parts[name] = _mutate_bytes(part if isinstance(part, bytes) else part.encode(), chance)
    return pack(parts)
