"""Compares MemMap with the numpy of this machine on fresh cases: python3 live.py [--seeds FIRST:LAST] [theme ...]

Each seed gives tens of thousands of cases, of all themes of make_golden.py, of make_print.py ("print") and of make_dtypes.py ("dtypes"),
which the tests of the build in artifacts run in place of those in the repository. What differs is printed, and the folder with its cases
is kept.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import warnings

import make_dtypes
import make_golden
import make_print

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'artifacts', 'bin', 'Unit', 'release', 'MemMap.Tests.dll')


ALL = [*make_golden.THEMES, 'print', 'dtypes']
CLASSES = ['MemMap.Tests.Golden.*', '*.DTypeParseTests', '*.PromotionTests']


def make(folder, seed, themes):
    count = make_golden.write([theme for theme in themes if theme in make_golden.THEMES], os.path.join(folder, 'cases'), seed)
    if 'print' in themes:
        count += make_print.write(os.path.join(folder, 'print'), seed)
    if 'dtypes' in themes:
        count += make_dtypes.write_random(os.path.join(folder, 'dtypes'), random.Random(f'{seed} dtypes'))
    return count


def run(folder):
    command = ['dotnet', TESTS, '-noLogo', '-noColor', *(part for name in CLASSES for part in ('-class', name))]
    result = subprocess.run(command, env={**os.environ, 'MEMMAP_GOLDEN': folder}, capture_output=True, text=True)
    return result.returncode == 0, result.stdout + result.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seeds', default='1:10', help='the first and the last seed')
    parser.add_argument('themes', nargs='*', choices=[*ALL, []], help='all without any')
    arguments = parser.parse_args()
    first, last = map(int, arguments.seeds.split(':'))
    warnings.simplefilter('ignore')
    total = failed = 0
    for seed in range(first, last + 1):
        folder = tempfile.mkdtemp(prefix=f'memmap-{seed}-')
        stdout, sys.stdout = sys.stdout, open(os.devnull, 'w')
        try:
            count = make(folder, seed, arguments.themes or ALL)
        finally:
            sys.stdout = stdout
        agrees, output = run(folder)
        total += count
        failed += not agrees
        print(f'seed {seed}: {count} cases {"agree" if agrees else "differ, see " + folder}', flush=True)
        if agrees:
            shutil.rmtree(folder)
        else:
            print(output)
    print(f'{total} cases of {last - first + 1} seeds, {failed} seeds with differences')
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
