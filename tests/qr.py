"""Reads a QR code off a clean picture: finds its modules, takes the mask away, and reads the bytes.

Nothing on a page is bent, turned or dirty, so nothing has to be corrected. It follows the standard (ISO/IEC 18004)
and not the library that draws the codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Rows = Sequence[Sequence[bool]]

MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
"""Where a mask gives 0 it has turned the module over."""

BLOCKS_OF_M = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27), 7: (4, 31)}
"""At level M, by version: how many blocks, and the data bytes of each (table 9)."""
LEVEL_M = 0b00
BYTES = 0b0100
FORMAT_MASK = 0b101010000010010


def read(dark: Rows) -> str:
    """The words of the code; `dark` says of each pixel, row by row, whether it is dark."""
    code = _modules(dark)
    size = len(code)
    version = (size - 17) // 4
    level, mask = _format(code)
    assert level == LEVEL_M, "only level M is known here"
    bits = [
        code[row][column] ^ (MASKS[mask](row, column) == 0)
        for row, column in _path(size)
        if not _is_fixed(row, column, size, version)
    ]
    data = _joined([_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)], version)
    stream = [bool(byte >> place & 1) for byte in data for place in range(7, -1, -1)]
    assert _number(stream[:4]) == BYTES, "only bytes are known here"
    length = _number(stream[4:12])
    return bytes(_number(stream[at : at + 8]) for at in range(12, 12 + 8 * length, 8)).decode()


def _modules(dark: Rows) -> list[list[bool]]:
    """One value for each module, without the quiet zone; a finder's upper edge says how wide a module is."""
    top = next(row for row, pixels in enumerate(dark) if any(pixels))
    left = dark[top].index(True)
    right = len(dark[top]) - 1 - list(reversed(dark[top])).index(True)
    edge = next(at for at in range(left, right) if not dark[top][at]) - left
    width, size = edge / 7, round((right + 1 - left) / (edge / 7))

    def place(start: int, module: int) -> int:
        return start + int((module + 0.5) * width)

    return [[dark[place(top, row)][place(left, column)] for column in range(size)] for row in range(size)]


def _format(code: Rows) -> tuple[int, int]:
    """Level of correction and mask, from beside the upper left finder."""
    row = [code[8][column] for column in (0, 1, 2, 3, 4, 5, 7, 8)]
    column = [code[row][8] for row in (7, 5, 4, 3, 2, 1, 0)]
    said = _number([*row, *column]) ^ FORMAT_MASK
    return said >> 13, said >> 10 & 7


def _path(size: int) -> Iterator[tuple[int, int]]:
    """The modules in the order of the bits: up and down in pairs of columns, from the lower right."""
    upwards = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield row, right
            yield row, right - 1
        upwards = not upwards


def _is_fixed(row: int, column: int, size: int, version: int) -> bool:
    """Whether the module belongs to finders, timing, alignment, format or version, and holds no data."""
    far = size - 8
    if (row < 9 and (column < 9 or column >= far)) or (row >= far and column < 9) or 6 in (row, column):
        return True
    if version >= 7 and ((row < 6 and column >= size - 11) or (column < 6 and row >= size - 11)):
        return True
    centres = [size - 7] if 1 < version < 7 else [22, 38] if version == 7 else []
    finders = {(6, 6), (6, size - 7), (size - 7, 6)}
    others = {(a, b) for a in [6, *centres] for b in [6, *centres]} - finders
    return any(abs(row - a) <= 2 and abs(column - b) <= 2 for a, b in others)


def _joined(words: Sequence[int], version: int) -> list[int]:
    """The data bytes in order, out of blocks that are written interleaved."""
    blocks, length = BLOCKS_OF_M[version]
    return [words[at * blocks + block] for block in range(blocks) for at in range(length)]


def _number(bits: Sequence[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(reversed(bits)))
