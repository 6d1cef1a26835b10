"""Dask opens the stores that Export-MemMap writes, and New-MemMap maps those that zarr writes, here and now.

    python3 tests/Live/check_dask.py

It needs dask and zarr (on Debian: python3-dask, python3-zarr), and the module in artifacts/MemMap (build.ps1 Build). It prints a line for each store;
the exit code is 1 if anything differs.
"""
import os
import shutil
import subprocess
import sys
import tempfile

import dask.array
import numpy as np
import zarr

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DTYPES = ("?", "i1", "<i4", ">i8", "<u2", "<f2", "<f4", ">f8", "<c16", "S5", "<U3", "<M8[ns]", "<m8[s]")
SCRIPT = """
Import-Module '{root}/artifacts/MemMap'
foreach ($file in Get-ChildItem '{folder}' -Filter *.npy) {{
    New-MemMap $file -Mode r | Export-MemMap ($file -replace 'npy$', 'zarr') -ChunkLength 3 -ZarrVersion 2
}}
foreach ($store in Get-ChildItem '{folder}' -Filter *.store) {{
    Set-Content "$store.hex" ([System.Convert]::ToHexString((New-MemMap $store -Mode r).ToBytes())) -NoNewline
}}
"""


def main():
    folder = tempfile.mkdtemp()
    try:
        arrays = {}
        for number, code in enumerate(DTYPES):
            array = (np.arange(50).reshape(10, 5) % 7).astype(code)
            arrays[f"{number}"] = array
            np.save(os.path.join(folder, f"{number}.npy"), array)
            store = zarr.open(
                os.path.join(folder, f"{number}.store"), mode="w", shape=array.shape, chunks=(4, 5), dtype=array.dtype, compressor=None, fill_value=None)
            store[...] = array
        script = os.path.join(folder, "write.ps1")
        with open(script, "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(root=ROOT, folder=folder))
        shell = ["pwsh"] if shutil.which("pwsh") else ["dotnet", "tool", "exec", "-y", "powershell"]
        subprocess.run([*shell, script], check=True, cwd=ROOT)
        failed = 0
        for name, array in arrays.items():
            opened = dask.array.from_zarr(os.path.join(folder, f"{name}.zarr"))
            out = opened.chunks == ((3, 3, 3, 1), (5,)) and opened.dtype == array.dtype and opened.compute().tobytes() == array.tobytes()
            with open(os.path.join(folder, f"{name}.store.hex"), encoding="ascii") as file:
                back = bytes.fromhex(file.read()) == array.tobytes()
            print(f"{array.dtype}: Dask reads {'the same' if out else 'something else'}, MemMap reads {'the same' if back else 'something else'}")
            failed += not (out and back)
        return 1 if failed else 0
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
