"""Writes sans.txt and mono.txt: the outlines of DejaVu's ASCII characters, 1000 units an em, y downwards.

A line is CODEPOINT ADVANCE PATH, the path in SVG's letters (M L H V Q Z). Run by /usr/bin/python3 with python3-fonttools and fonts-dejavu-core.
"""
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype/dejavu")
CHARACTERS = [*range(0x20, 0x7F), 0x2026, 0xFFFD]


def make(font, name):
    font = TTFont(FONTS / font)
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = 1000 / font["head"].unitsPerEm
    lines = []
    for character in CHARACTERS:
        glyph = glyphs[names[character]]
        pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
        lines.append(f"{character:04x} {round(glyph.width * scale)} {pen.getCommands()}".rstrip() + "\n")
    (Path(__file__).parent / name).write_bytes("".join(lines).encode())


make("DejaVuSans.ttf", "sans.txt")
make("DejaVuSansMono.ttf", "mono.txt")
