"""Writes cases/*.json: what numpy answers, for the tests to compare with. Run as: python3 make_golden.py [theme ...]

Made with numpy 1.24; where numpy 2 or MemMap have another rule, the expectation follows that rule and the case says so in "rule": "2.x"
or "ours". The same seed gives the same cases; the last bit of a float that may differ by some units may be another processor's. live.py
makes cases of other seeds.

A file is a list of groups: the arrays that some cases share, and the cases.
  array:  {"t": dtype, "s": shape, "st": strides, "o": offset, "b": bytes of the whole buffer in base64}
  case:   what is done, and one of
            "x": an array {"t", "s", "b"}, its bytes in C order; with "k": view, copy or scalar where that matters,
                and "st": its strides
            "after": the bytes of the whole buffer once an assignment is done, in base64
            "e": the class of the error; nothing has changed
          "ulp": how many units in the last place a float may differ (of the larger part, if complex); without it all bits count,
          but any NaN is as good as another. With "z" the sign of a zero counts all the same.
"""
import json
import os
import random
import sys
import warnings

import numpy as np

from themes import arrange, assign, binary, cast, complexes, index, inplace, order, pairs, places, products, reduce, running, scalars, sets, strings, times, unary, views

THEMES = {'index': index, 'assign': assign, 'inplace': inplace, 'cast': cast, 'binary': binary, 'scalars': scalars, 'times': times, 'unary': unary, 'complexes': complexes,
          'reduce': reduce, 'order': order, 'views': views, 'pairs': pairs, 'running': running, 'products': products, 'strings': strings, 'arrange': arrange,
          'sets': sets, 'places': places}


def write(names, folder, seed):
    """Writes a file for each theme, and returns the number of cases."""
    np.seterr(all='ignore')
    np._set_promotion_state('weak')  # numpy 2's promotion, which 1.24 has behind a switch
    os.makedirs(folder, exist_ok=True)
    total = 0
    for name in names:
        groups = THEMES[name].groups(random.Random(f'{seed} {name}'))
        lines = ',\n'.join(json.dumps(group, separators=(',', ':')) for group in groups)
        path = os.path.join(folder, name + '.json')
        with open(path, 'w', newline='\n') as file:
            file.write(f'[\n{lines}\n]\n')
        count = sum(len(group['cases']) for group in groups)
        total += count
        print(f'{name}: {count} cases, {os.path.getsize(path)} bytes')
    return total


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    write(sys.argv[1:] or THEMES, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases'), 'MemMap')
