// Makes tests/Golden/zarr/v3_*: small stores of version 3 that zarrita wrote, and sums3.txt with what was written to each.
//
// Needs zarrita and @zarrita/storage from npm, in node_modules beside a copy of this script: node make_zarr3.mjs FOLDER.
// A line of sums3.txt: store, shape, dtype, the bytes in C order as hexadecimal.
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as zarr from "zarrita";
import FileSystemStore from "@zarrita/storage/fs";

const folder = process.argv[2];
const sums = join(folder, "sums3.txt");
writeFileSync(sums, "");

function walk(Type, length) {
  const data = new Type(length);
  let value = 0;
  for (let i = 0; i < length; i++) {
    value = (value * 5 + 3 + i) % 101;
    data[i] = value;
  }
  return data;
}

const little = { name: "bytes", configuration: { endian: "little" } };
const cases = {
  v3_plain: { Type: Float32Array, dtype: "float32", shape: [7, 5], chunkShape: [3, 2], codecs: [little] },
  v3_big: { Type: Int16Array, dtype: "int16", shape: [6, 4], chunkShape: [2, 4], codecs: [{ name: "bytes", configuration: { endian: "big" } }] },
  v3_transposed: {
    Type: Int32Array, dtype: "int32", shape: [4, 3, 5], chunkShape: [2, 3, 4],
    codecs: [{ name: "transpose", configuration: { order: [2, 0, 1] } }, little],
  },
  v3_blosc: {
    Type: Uint16Array, dtype: "uint16", shape: [20, 30], chunkShape: [20, 20],
    codecs: [little, { name: "blosc", configuration: { cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: 2, blocksize: 0 } }],
  },
  v3_zstd: { Type: Uint8Array, dtype: "uint8", shape: [50], chunkShape: [16], codecs: [{ name: "bytes" }, { name: "zstd", configuration: { level: 1 } }] },
};
for (const [name, { Type, ...options }] of Object.entries(cases)) {
  rmSync(join(folder, name), { recursive: true, force: true });
  const root = zarr.root(new FileSystemStore(join(folder, name)));
  let array;
  try {
    array = await zarr.create(root, { ...options, attributes: { units: "m", levels: [1, 2] }, fillValue: 0 });
    const data = walk(Type, options.shape.reduce((a, b) => a * b, 1));
    await zarr.set(array, null, { data, shape: options.shape, stride: options.shape.map((_, i) => options.shape.slice(i + 1).reduce((a, b) => a * b, 1)) });
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (name === "v3_big") bytes.swap16();
    appendFileSync(sums, `${name}\t(${options.shape.join(", ")}${options.shape.length === 1 ? "," : ""})\t${options.dtype}\t${bytes.toString("hex")}\n`);
  } catch (error) {
    console.error(`${name}: ${error}`);
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
