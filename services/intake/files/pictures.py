"""Pictures without what they say of where, when and with what they were taken. Pure.

Nothing is decoded: a picture that is given out has the very pixels that came, and none costs more than its bytes.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from struct import Struct, error, pack, unpack_from

EXIF = b"Exif\0\0"
ORIENTATION, POSITION = 0x0112, 0x8825
"""Tags of EXIF: how the picture is to be turned, and where the position's own list is."""
UPRIGHT = 1
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Bytes of a value, by its type in TIFF 6.0, part 1, section 2."""
MOST_ENTRIES = 1_000

SCAN, END = 0xDA, 0xD9
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The end of a scan's data: in it, FF is followed by 00, or is a restart."""
PNG_KEPT = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
"""Besides those that no PNG shows without, whose names begin with a capital."""
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_EXIF, WEBP_XMP = 0x08, 0x04


class Torn(ValueError):
    """A picture that is not built as its kind is."""


def without_details(media_type: str, content: bytes) -> bytes:
    """The same picture without its details; any other kind of file as it is. Raises Torn.

    JPEG, PNG and WebP keep their pixels, their colours and how they are to be turned. Of HEIC and TIFF the
    position alone is blanked: their other details stand among what a picture needs.
    """
    clean = CLEANED.get(media_type)
    if clean is None:
        return content
    try:
        return clean(content)
    except (error, IndexError, ValueError) as torn:
        raise Torn(f"It is no whole {media_type}.") from torn


def _jpeg(content: bytes) -> bytes:
    kept, orientation = [], UPRIGHT
    for marker, segment in _segments(content):
        body = segment[4:]
        if marker == 0xE1 and body.startswith(EXIF):
            orientation = _orientation(body[len(EXIF) :])
        if marker == 0xE2:
            keeps = body.startswith(b"ICC_PROFILE\0")
        else:
            keeps = marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE)
        if keeps:
            kept.append(segment)
    if orientation != UPRIGHT:
        turned = EXIF + _turned(orientation)
        kept.insert(0, b"\xff\xe1" + pack(">H", 2 + len(turned)) + turned)
    return b"\xff\xd8" + b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each with its marker, a scan with its data; what follows the end is of another picture, or of its maker."""
    at = 2
    while True:
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise ValueError("no marker")
        if marker == END:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + unpack_from(">H", content, at + 2)[0]
        if marker == SCAN:
            found = NEXT_MARKER.search(content, end)
            if found is None:  # cut off, as a picture is whose upload broke
                yield marker, content[at:]
                return
            end = found.start()
        if end > len(content):
            raise ValueError("cut off")
        yield marker, content[at:end]
        at = end


def _png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while True:
        size, name = unpack_from(">L4s", content, at)
        chunk = content[at : at + 12 + size]
        if len(chunk) != 12 + size:
            raise ValueError("cut off")
        if name == b"eXIf" and (orientation := _orientation(chunk[8:-4])) != UPRIGHT:
            turned = _turned(orientation)
            kept.append(pack(">L4s", len(turned), name) + turned + pack(">L", zlib.crc32(name + turned)))
        elif name[:1].isupper() or name in PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)
        at += len(chunk)


def _webp(content: bytes) -> bytes:
    kept, at = [], 12
    end = min(len(content), 8 + unpack_from("<L", content, 4)[0])
    turned = b""
    while at < end:
        name, size = unpack_from("<4sL", content, at)
        chunk = content[at : at + 8 + size + size % 2]
        if len(chunk) < 8 + size:
            raise ValueError("cut off")
        if name == b"EXIF" and (orientation := _orientation(chunk[8:].removeprefix(EXIF))) != UPRIGHT:
            turned = _turned(orientation)
        elif name in WEBP_KEPT:
            kept.append(chunk)
        at += len(chunk)
    if kept and kept[0].startswith(b"VP8X"):
        flags = kept[0][8] & ~(WEBP_EXIF | WEBP_XMP) | (WEBP_EXIF if turned else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
        if turned:
            kept.append(pack("<4sL", b"EXIF", len(turned)) + turned)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + pack("<L", len(body)) + body


def _tiff(content: bytes) -> bytes:
    return _without_position(content, 0)


def _heic(content: bytes) -> bytes:
    for found in re.finditer(rb"Exif\0\0(?:II\*\0|MM\0\*)", content):
        content = _without_position(content, found.start() + len(EXIF))
    return content


def _without_position(content: bytes, start: int) -> bytes:
    """With zeros where a list of tags, which begins at `start`, had the position."""
    blank = bytearray(content)
    order = _order(content, start)
    for tag, _type, _count, at in _entries(content, start, order):
        if tag != POSITION:
            continue
        (position,) = unpack_from(f"{order}L", content, at)
        for _tag, kind, count, value in _entries(content, start, order, position):
            size = SIZES.get(kind, 1) * count
            if size > 4:
                (value,) = unpack_from(f"{order}L", content, value)
                value += start
            blank[value : value + size] = bytes(len(blank[value : value + size]))
        entries = unpack_from(f"{order}H", content, start + position)[0]
        end = start + position + 2 + 12 * entries
        blank[start + position : end] = bytes(len(blank[start + position : end]))
    return bytes(blank)


def _orientation(exif: bytes) -> int:
    """1 to 8, as EXIF has it; 1, upright, where it says nothing that can be read."""
    try:
        order = _order(exif, 0)
        said = [
            unpack_from(f"{order}H", exif, at)[0]
            for tag, _, _, at in _entries(exif, 0, order)
            if tag == ORIENTATION
        ]
    except (error, ValueError):
        return UPRIGHT
    return said[0] if said and 1 <= said[0] <= 8 else UPRIGHT


def _turned(orientation: int) -> bytes:
    """EXIF that says how the picture is to be turned, and nothing else."""
    return pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)


def _order(content: bytes, start: int) -> str:
    orders = {b"II*\0": "<", b"MM\0*": ">"}
    if (order := orders.get(content[start : start + 4])) is None:
        raise ValueError("no list of tags")
    return order


def _entries(content: bytes, start: int, order: str, at: int | None = None) -> Iterator[tuple[int, int, int, int]]:
    """Tag, type, count, and where the value stands, of the list at `at`, or of the first one."""
    if at is None:
        (at,) = unpack_from(f"{order}L", content, start + 4)
    (entries,) = unpack_from(f"{order}H", content, start + at)
    if entries > MOST_ENTRIES:
        raise ValueError("no list of tags")
    form = Struct(f"{order}HHL")
    for number in range(entries):
        place = start + at + 2 + 12 * number
        yield *form.unpack_from(content, place), place + form.size


CLEANED: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/tiff": _tiff,
    "image/heic": _heic,
}
