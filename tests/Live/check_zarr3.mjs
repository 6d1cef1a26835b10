// Zarrita reads the stores of version 3 that Export-MemMap writes, and New-MemMap those that zarrita writes, here and now.
//
//     npm install zarrita @zarrita/storage    (somewhere)    node check_zarr3.mjs REPOSITORY    (a copy beside node_modules)
//
// It needs the module in artifacts/MemMap (build.ps1 Build). It prints a line for each dtype; the exit code is 1 if anything differs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import FileSystemStore from "@zarrita/storage/fs";
import * as zarr from "zarrita";

const root = process.argv[2], folder = mkdtempSync(join(tmpdir(), "memmap-zarr3-"));
const types = {
  int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array, uint32: Uint32Array, int64: BigInt64Array,
  uint64: BigUint64Array, float32: Float32Array, float64: Float64Array,
};
const shape = [10, 5], little = { name: "bytes", configuration: { endian: "little" } };
const codecs = [[little], [{ name: "transpose", configuration: { order: [1, 0] } }, little], [little, { name: "zstd", configuration: { level: 1 } }]];

// The elements in C order, whatever zarrita's strides.
function bytesOf({ data, stride }, Type) {
  const elements = Type.from({ length: 50 }, (_, i) => data[Math.floor(i / 5) * stride[0] + (i % 5) * stride[1]]);
  return Buffer.from(elements.buffer).toString("hex");
}

function elementsOf(Type) {
  return Type.from({ length: 50 }, (_, i) => (Type.name.startsWith("Big") ? BigInt((i * i) % 101) : (i * i) % 101));
}

let failed = 0;
try {
  let number = 0;
  for (const [dtype, Type] of Object.entries(types)) {
    const data = elementsOf(Type);
    writeFileSync(join(folder, `${dtype}.bin`), Buffer.from(data.buffer));
    const store = zarr.root(new FileSystemStore(join(folder, `${dtype}.theirs`)));
    const array = await zarr.create(store, { shape, chunkShape: [4, 2], dtype, codecs: codecs[number++ % codecs.length], fillValue: 0 });
    await zarr.set(array, null, { data, shape, stride: [5, 1] });
  }
  const script = join(folder, "check.ps1");
  writeFileSync(script, `Import-Module '${root}/artifacts/MemMap'
foreach ($dtype in '${Object.keys(types).join("', '")}') {
    New-MemMap "${folder}/$dtype.bin" $dtype r -Shape 10, 5 | Export-MemMap "${folder}/$dtype.zarr" -ChunkLength 3
    Set-Content "${folder}/$dtype.hex" ([System.Convert]::ToHexString((New-MemMap "${folder}/$dtype.theirs" -Mode r).ToBytes())) -NoNewline
}`);
  execFileSync("pwsh", ["-NoProfile", script], { stdio: "inherit" });
  for (const [dtype, Type] of Object.entries(types)) {
    const expected = Buffer.from(elementsOf(Type).buffer).toString("hex");
    const ours = await zarr.open.v3(zarr.root(new FileSystemStore(join(folder, `${dtype}.zarr`))), { kind: "array" });
    const out = `${ours.chunks}` === "3,5" && ours.dtype === dtype && bytesOf(await zarr.get(ours), Type) === expected;
    const back = readFileSync(join(folder, `${dtype}.hex`), "utf8").toLowerCase() === expected;
    console.log(`${dtype}: zarrita reads ${out ? "the same" : "something else"}, MemMap reads ${back ? "the same" : "something else"}`);
    failed += !(out && back);
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed ? 1 : 0;
