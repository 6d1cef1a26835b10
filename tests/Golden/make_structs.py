#!/usr/bin/env python3
"""Writes structs/layouts.json: random definitions in C, and where GCC puts their members.

GCC answers by a program: it prints offset and size of a member; it sets a bit field to ones in a struct of zeros and prints the bytes that
have ones then. The structs of Microsoft's layout have GCC's attribute ms_struct.
"""
import json
import os
import random
import subprocess
import tempfile

NAMES = ["uint8_t", "int8_t", "uint16_t", "int16_t", "uint32_t", "int32_t", "uint64_t", "int64_t", "float", "double", "char", "_Bool"]
INTEGERS = {"uint8_t": 8, "int8_t": 8, "uint16_t": 16, "int16_t": 16, "uint32_t": 32, "int32_t": 32, "uint64_t": 64, "int64_t": 64,
            "_Bool": 1}
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "structs")
COUNT, SEED = 600, 1


def members(rng, depth, prefix, paths, microsoft, order):
    lines = []
    for i in range(rng.randint(1, 6)):
        name = f"{prefix}{i}"
        kind = rng.random()
        if kind < 0.40:
            base = rng.choice(list(INTEGERS))
            if rng.random() < 0.08:
                lines.append(f"{base} : 0;" if rng.random() < 0.5 else f"{base} : {rng.randint(1, INTEGERS[base])};")
            else:
                lines.append(f"{base} {name} : {rng.randint(1, INTEGERS[base])};")
                paths.append(name)
        elif kind < 0.50 and depth < 2:
            inner = []
            body = members(rng, depth + 1, name, inner, microsoft, order)
            packed = "" if microsoft else rng.choice(["", "", " __attribute__((packed))"])
            lines.append(f"{'struct' if microsoft else rng.choice(['struct', 'union'])} {{ {body} }}{packed}{order}{microsoft};")
            paths.extend(inner)
        else:
            base = rng.choice(NAMES)
            array = "".join(f"[{rng.randint(1, 3)}]" for _ in range(rng.choice([0, 0, 0, 1, 2])))
            attribute = rng.choice([""] * 8 + [" __attribute__((packed))", " __attribute__((aligned(4)))", " __attribute__((aligned(8)))"])
            lines.append(f"{base} {name}{array}{attribute};")
            paths.append(name)
    return " ".join(lines)


def definition(rng, number):
    # Microsoft's compiler has no attribute packed, and GCC's unions of its layout differ from it where they are packed.
    microsoft = rng.choice(["", "", " __attribute__((ms_struct))"])
    # GCC has no bit fields of Microsoft's layout in the other byte order.
    order = "" if microsoft else rng.choice(["", "", ' __attribute__((scalar_storage_order("big-endian")))'])
    paths = []
    body = members(rng, 0, "m", paths, microsoft, order)
    attributes = rng.choice(["", "", "", "" if microsoft else " __attribute__((packed))", " __attribute__((aligned(16)))"])
    pack = rng.choice([0, 0, 0, 1, 2, 4])
    text = f"{'struct' if microsoft else rng.choice(['struct'] * 4 + ['union'])} s{number} {{ {body} }}{attributes}{order}{microsoft};"
    return (f"#pragma pack({pack})\n{text}" if pack else f"#pragma pack()\n{text}"), paths, pack


def ask(cases):
    program = ["#include <stddef.h>", "#include <stdint.h>", "#include <stdio.h>", "#include <string.h>"]
    program += [text for text, _, _ in cases]
    program.append("int main(void) {")
    for number, (text, paths, _) in enumerate(cases):
        tag = text.split("\n")[1].split(" {")[0]
        program.append(f'printf("size %zu\\n", sizeof({tag}));')
        for path in paths:
            if f"{path} :" in text:
                program.append(f"{{ {tag} x; unsigned char *b = (unsigned char *)&x; memset(&x, 0, sizeof x); x.{path} = -1;"
                               " for (size_t i = 0; i < sizeof x; i++) if (b[i]) printf(\"%zu:%02x \", i, b[i]); puts(\"\"); }")
            else:
                program.append(f'printf("at %zu, %zu\\n", offsetof({tag}, {path}), sizeof ((({tag} *)0)->{path}));')
    program.append("return 0; }")
    with tempfile.TemporaryDirectory() as folder:
        source, binary = os.path.join(folder, "a.c"), os.path.join(folder, "a.out")
        with open(source, "w") as file:
            file.write("\n".join(program))
        subprocess.run(["gcc", "-w", "-Wno-packed-bitfield-compat", "-o", binary, source], check=True)
        lines = subprocess.run([binary], check=True, capture_output=True, text=True).stdout.split("\n")
    at, answers = 0, []
    for text, paths, pack in cases:
        size = int(lines[at].split()[1])
        bits = {path: lines[at + 1 + i].strip() for i, path in enumerate(paths)}
        at += 1 + len(paths)
        answers.append({"text": text, "size": size, "bits": bits})
    return answers


def main():
    rng = random.Random(SEED)
    cases = [definition(rng, number) for number in range(COUNT)]
    os.makedirs(HERE, exist_ok=True)
    with open(os.path.join(HERE, "layouts.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(answer) for answer in ask(cases)) + "\n]\n")


if __name__ == "__main__":
    main()
