"""Each workload as a user of PyTorch would write it, on all cores. It has neither big-endian elements nor maps of its own."""
import os
import warnings

import torch

# It warns that a tensor over a map that is only read could be written to.
warnings.simplefilter("ignore")
torch.set_num_threads(os.cpu_count())

VERSION = f"torch {torch.__version__}, {os.cpu_count()} threads,"


def adapted(array):
    """The tensor over the array's memory. Of records, the second field, which is strided: PyTorch has none."""
    return torch.from_numpy(array["x"] if array.dtype.names else array)


WORKLOADS = {
    "sum": lambda a: a.sum(),
    "mean": lambda a: a.mean(),
    "std": lambda a: a.std(unbiased=False),
    "min": lambda a: a.min(),
    "argmax": lambda a: a.argmax(),
    "sum, axis 0": lambda a2: a2.sum(0),
    "sum, axis 1": lambda a2: a2.sum(1),
    "sum of int16": lambda i2: i2.sum(),
    "sum of uint8": lambda u1: u1.sum(),
    "sum of every third": lambda a: a[::3].sum(),
    "sum of a field": lambda records: records.sum(),
    "count of > x": lambda a: torch.count_nonzero(a > 0.5),
    "in place +=": lambda scratch: nothing(scratch.add_(1)),
    "m + 1": lambda a: a + 1,
    "m * m": lambda a: a * a,
    "sqrt": lambda a: a.sqrt(),
    "(m - .5) * 2 + sqrt(m)": lambda a: (a - 0.5) * 2 + a.sqrt(),
    "sum((m - .5)**2)": lambda a: (a - 0.5).square().sum(),
    "count of (m > .2) & (m < .8)": lambda a: torch.count_nonzero((a > 0.2) & (a < 0.8)),
    "m[abs(m - .5) < .125]": lambda a: a[(a - 0.5).abs() < 0.125],
    "copy of a strided view": lambda a2: a2[:, ::2].contiguous(),
    "copy of a transpose": lambda a2: a2.T.contiguous(),
    "float32 to float64": lambda a: a.double(),
    "1 Mi random elements": lambda a, index: a[index],
    "mask selection": lambda a, mask: a[mask],
    "fancy assignment": lambda scratch, index, values: scratch.__setitem__(index, values),
    "fill": lambda scratch: nothing(scratch.fill_(1)),
    "sort": lambda a: a.sort().values,
    "histogram": lambda a: torch.histc(a, 100),
}


def nothing(_):
    """What only changes the file has no result to compare."""
