// Makes tests/Golden/zarr/v3_*: small stores of version 3 that zarrita wrote, and sums3.txt with what was written to each.
//
// Needs zarrita and @zarrita/storage from npm, in node_modules beside a copy of this script: node make_zarr3.mjs FOLDER.
// A line of sums3.txt: store, shape, dtype, the bytes in C order as hexadecimal.
// Zarrita reads shards and does not write them: those are written here by the specification, and sums3.txt has what zarrita reads.
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
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

function crc32c(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  const out = Buffer.alloc(4);
  out.writeUInt32LE((crc ^ 0xffffffff) >>> 0);
  return out;
}

// Two axes: an array of shape in shards of shard, each with chunks of chunk. The chunks for which isHole holds are not written.
async function writeShards(name, { shape, shard, chunk, codecs = [little], encode = (bytes) => bytes, atStart = false, checksum = true, isHole = () => false }) {
  rmSync(join(folder, name), { recursive: true, force: true });
  const perShard = shard.map((length, axis) => length / chunk[axis]);
  const shards = shape.map((length, axis) => Math.ceil(length / shard[axis]));
  for (let a = 0; a < shards[0]; a++) {
    for (let b = 0; b < shards[1]; b++) {
      const count = perShard[0] * perShard[1], index = Buffer.alloc(16 * count, 0xff), parts = [];
      let at = atStart ? index.length + (checksum ? 4 : 0) : 0;
      for (let number = 0; number < count; number++) {
        const row = a * perShard[0] + Math.floor(number / perShard[1]), column = b * perShard[1] + (number % perShard[1]);
        if (isHole(row, column)) continue;
        const elements = Int32Array.from({ length: chunk[0] * chunk[1] },
          (_, i) => 100 * (row * chunk[0] + Math.floor(i / chunk[1])) + column * chunk[1] + (i % chunk[1]));
        const bytes = encode(Buffer.from(elements.buffer), chunk);
        index.writeBigUInt64LE(BigInt(at), 16 * number);
        index.writeBigUInt64LE(BigInt(bytes.length), 16 * number + 8);
        parts.push(bytes);
        at += bytes.length;
      }
      if (parts.length === 0) continue;
      const encoded = checksum ? [index, crc32c(index)] : [index];
      const path = join(folder, name, "c", `${a}`, `${b}`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, Buffer.concat(atStart ? [...encoded, ...parts] : [...parts, ...encoded]));
    }
  }
  writeFileSync(join(folder, name, "zarr.json"), JSON.stringify({
    zarr_format: 3, node_type: "array", shape, data_type: "int32", chunk_grid: { name: "regular", configuration: { chunk_shape: shard } },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } }, fill_value: -1, attributes: {}, dimension_names: ["y", "x"],
    codecs: [{ name: "sharding_indexed", configuration: {
      chunk_shape: chunk, codecs, index_codecs: checksum ? [little, { name: "crc32c" }] : [little], ...(atStart ? { index_location: "start" } : {}),
    } }],
  }, null, 1));
  let at;
  if (atStart) {
    // Zarrita does not know an index there.
    at = (row, column) => (isHole(Math.floor(row / chunk[0]), Math.floor(column / chunk[1])) ? -1 : 100 * row + column);
  } else {
    const opened = await zarr.open.v3(zarr.root(new FileSystemStore(join(folder, name))), { kind: "array" });
    const { data, stride } = await zarr.get(opened);
    at = (row, column) => data[row * stride[0] + column * stride[1]];
  }
  const elements = Int32Array.from({ length: shape[0] * shape[1] }, (_, i) => at(Math.floor(i / shape[1]), i % shape[1]));
  appendFileSync(sums, `${name}\t(${shape.join(", ")})\tint32\t${Buffer.from(elements.buffer).toString("hex")}\n`);
}

await writeShards("v3_shards", { shape: [10, 7], shard: [4, 6], chunk: [2, 3] });
await writeShards("v3_shards_gzip", {
  shape: [10, 7], shard: [4, 4], chunk: [2, 2], codecs: [little, { name: "gzip", configuration: { level: 5 } }], encode: (bytes) => gzipSync(bytes),
  isHole: (row, column) => row === 1 || (row >= 2 && row < 4 && column < 2),
});
await writeShards("v3_shards_transposed", {
  shape: [6, 8], shard: [6, 4], chunk: [3, 2], codecs: [{ name: "transpose", configuration: { order: [1, 0] } }, little], checksum: false,
  encode: (bytes, [rows, columns]) => Buffer.concat(Array.from({ length: columns * rows }, (_, i) => {
    const element = ((i % rows) * columns + Math.floor(i / rows)) * 4;
    return bytes.subarray(element, element + 4);
  })), isHole: (row, column) => row === 1 && column === 3,
});
await writeShards("v3_shards_start", { shape: [5, 5], shard: [4, 4], chunk: [2, 2], atStart: true, isHole: (row, column) => row === column });
