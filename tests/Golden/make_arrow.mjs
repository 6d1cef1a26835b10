// Makes tests/Golden/containers/*.arrow and *.arrows with the apache-arrow package, and arrow.json with what was written to each column.
//
// Needs apache-arrow, lz4js and @bokuweb/zstd-wasm from npm, in node_modules beside a copy of this script: node make_arrow.mjs FOLDER.
// What a column holds is in a .npy file; the values are those that Table.getChild gives back after the file was read again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import lz4 from "lz4js";
import * as zstd from "@bokuweb/zstd-wasm";

const folder = process.argv[2];
const manifest = [];
await zstd.init();
arrow.compressionRegistry.set(arrow.CompressionType.LZ4_FRAME, { encode: (data) => lz4.compress(data), decode: (data) => lz4.decompress(data) });
arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: (data) => zstd.compress(data, 3), decode: (data) => zstd.decompress(data) });

function npy(name, descr, shape, bytes) {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
  const header = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + "\n";
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length & 255, header.length >> 8]);
  writeFileSync(join(folder, name), Buffer.concat([start, Buffer.from(header, "latin1"), Buffer.from(bytes)]));
}

const typed = {
  "<i1": (v) => Int8Array.from(v), "<u1": (v) => Uint8Array.from(v), "<i2": (v) => Int16Array.from(v), "<u2": (v) => Uint16Array.from(v),
  "<i4": (v) => Int32Array.from(v), "<u4": (v) => Uint32Array.from(v), "<i8": (v) => BigInt64Array.from(v), "<u8": (v) => BigUint64Array.from(v),
  "<f4": (v) => Float32Array.from(v), "<f8": (v) => Float64Array.from(v), "|b1": (v) => Uint8Array.from(v, Number),
};

// Texts in UTF-32, each with the room of the longest one
function texts(values) {
  const length = Math.max(1, ...values.map((text) => [...text].length));
  const points = new Int32Array(values.length * length);
  values.forEach((text, row) => [...text].forEach((point, i) => { points[row * length + i] = point.codePointAt(0); }));
  return { descr: `<U${length}`, values: new Uint8Array(points.buffer), shape: [values.length], mapped: false };
}

function save(file, bytes, columns, { auto = true, problems = [], attributes = {}, like = file } = {}) {
  writeFileSync(join(folder, file), bytes);
  const arrays = Object.entries(columns).map(([name, { descr, values, shape, mapped = true }]) => {
    const expected = `${like}.${name}.npy`;
    const code = descr.replace(/^<[Mm]8.*/, "<i8");
    const data = values instanceof Uint8Array ? values : new Uint8Array(typed[code](values).buffer);
    npy(expected, descr, shape ?? [values.length], data);
    return { name, expected, mapped };
  });
  manifest.push({ file, format: "Arrow", auto, arrays, problems, attributes });
}

const range = (count, of) => Array.from({ length: count }, (_, i) => of(i));
const { vectorFromArray: vector } = arrow;
const count = 10;
const days = range(count, (i) => 20000 + i);
const plain = {
  i8: { type: new arrow.Int8(), descr: "<i1", values: range(count, (i) => i - 5) },
  u16: { type: new arrow.Uint16(), descr: "<u2", values: range(count, (i) => 6000 * i) },
  i32: { type: new arrow.Int32(), descr: "<i4", values: range(count, (i) => -i * 100000) },
  i64: { type: new arrow.Int64(), descr: "<i8", values: range(count, (i) => BigInt(i) << 40n) },
  u64: { type: new arrow.Uint64(), descr: "<u8", values: range(count, (i) => (1n << 63n) + BigInt(i)) },
  f32: { type: new arrow.Float32(), descr: "<f4", values: range(count, (i) => i / 4) },
  f64: { type: new arrow.Float64(), descr: "<f8", values: range(count, (i) => i / 3) },
  flag: { type: new arrow.Bool(), descr: "|b1", values: range(count, (i) => i % 3 === 0), mapped: false },
  day: { type: new arrow.DateDay(), descr: "<i4", values: days, given: days.map((day) => new Date(day * 86400000)) },
  ms: { type: new arrow.TimestampMillisecond(), descr: "<M8[ms]", values: range(count, (i) => 1700000000000n + BigInt(i)), given: range(count, (i) => 1700000000000 + i) },
  took: { type: new arrow.DurationMicrosecond(), descr: "<m8[us]", values: range(count, (i) => BigInt(i * 7)) },
};
const columns = (rows, from = 0) => Object.fromEntries(Object.entries(plain).map(
  ([name, { type, values, given }]) => [name, vector((given ?? values).slice(from, from + rows), type)]));
const pair = new arrow.FixedSizeList(2, new arrow.Field("item", new arrow.Float32()));
const point = new arrow.Struct([new arrow.Field("x", new arrow.Int16()), new arrow.Field("y", new arrow.Float64())]);
const other = {
  pair: vector(range(count, (i) => [i, -i]), pair),
  point: vector(range(count, (i) => ({ x: i, y: i / 2 })), point),
  key: vector(range(count, (i) => Uint8Array.from([i, 255 - i, 7])), new arrow.FixedSizeBinary(3)),
  name: vector(range(count, (i) => `row ${i}`), new arrow.Utf8()),
  kind: vector(range(count, (i) => ["a", "b"][i % 2]), new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8())),
  list: vector(range(count, (i) => range(i, (k) => k)), new arrow.List(new arrow.Field("item", new arrow.Int32()))),
  last: vector(range(count, (i) => i), new arrow.Int32()),
};
const otherColumns = {
  pair: { descr: "<f4", values: range(2 * count, (i) => (i % 2 ? -1 : 1) * Math.floor(i / 2)), shape: [count, 2] },
  "point.x": { descr: "<i2", values: range(count, (i) => i) },
  "point.y": { descr: "<f8", values: range(count, (i) => i / 2) },
  name: texts(range(count, (i) => `row ${i}`)),
  kind: texts(range(count, (i) => ["a", "b"][i % 2])),
  key: { descr: "|V3", values: Uint8Array.from(range(count, (i) => [i, 255 - i, 7]).flat()), shape: [count] },
  last: { descr: "<i4", values: range(count, (i) => i) },
};

// One batch, with columns of all kinds
const table = new arrow.Table({ ...columns(count), ...other });
table.schema.metadata.set("made", "by a test");
save("kinds.arrow", arrow.tableToIPC(table, "file"), { ...plain, ...otherColumns },
  { problems: ["list"], attributes: { "i8:made": "by a test" } });
save("kinds.arrows", arrow.tableToIPC(table, "stream"), { ...plain, ...otherColumns }, { auto: false, like: "kinds.arrow", problems: ["list"] });

// Three batches, one of them of another length; what is mapped is one array
const batches = [[0, 4], [4, 4], [8, 2]].map(([from, rows]) => new arrow.Table(columns(rows, from)).batches[0]);
save("batches.arrow", arrow.tableToIPC(new arrow.Table(batches), "file"), plain, { like: "kinds.arrow" });
save("batches.arrows", arrow.tableToIPC(new arrow.Table(batches), "stream"), plain, { auto: false, like: "kinds.arrow" });

// Nulls
const nulls = new arrow.Table({
  f: vector([1.5, null, 3.5], new arrow.Float64()), t: vector([1, 2, null].map((v) => v && v * 1000), new arrow.TimestampMillisecond()),
  i: vector([1, null, 3], new arrow.Int32()), b: vector([true, null, false], new arrow.Bool()), whole: vector([1, 2, 3], new arrow.Int16()),
});
save("nulls.arrow", arrow.tableToIPC(nulls, "file"), {
  f: { descr: "<f8", values: [1.5, NaN, 3.5], mapped: false }, t: { descr: "<M8[ms]", values: [1000n, 2000n, -(1n << 63n)], mapped: false },
  whole: { descr: "<i2", values: [1, 2, 3] },
}, { problems: ["i", "b"] });

// Compressed buffers, some of which are not, since they would become longer
const long = new arrow.Table({
  same: vector(range(5000, () => 7), new arrow.Int32()), walk: vector(range(5000, (i) => (i * i) % 1000), new arrow.Float64()),
  few: vector(range(5000, (i) => i % 2 === 0), new arrow.Bool()),
});
for (const [name, compressionType] of [["lz4", arrow.CompressionType.LZ4_FRAME], ["zstd", arrow.CompressionType.ZSTD]]) {
  const writer = arrow.RecordBatchFileWriter.writeAll(long, { compressionType });
  save(`${name}.arrow`, writer.toUint8Array(true), {
    same: { descr: "<i4", values: range(5000, () => 7), mapped: false },
    walk: { descr: "<f8", values: range(5000, (i) => (i * i) % 1000), mapped: false },
    few: { descr: "|b1", values: range(5000, (i) => i % 2 === 0), mapped: false },
  }, { like: "packed.arrow" });
}

// Texts of several lengths and batches, with nulls, and values of dictionaries
const words = range(600, (i) => (i % 7 === 3 ? null : ["", "a", "\u00fcber", "\u65e5\u672c\u8a9e", "\ud83d\ude00!", "x".repeat(i % 40)][i % 6]));
const numbers = new arrow.Dictionary(new arrow.Float64(), new arrow.Int16());
const named = new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint8());
const counted = new arrow.Dictionary(new arrow.Int64(), new arrow.Int32());
const gapped = new arrow.Dictionary(new arrow.Int64(), new arrow.Int32());
const wordTable = (from, to) => new arrow.Table({
  text: vector(words.slice(from, to), new arrow.Utf8()),
  large: vector(words.slice(from, to), new arrow.LargeUtf8()),
  number: vector(range(to - from, (i) => ((from + i) % 5 === 4 ? null : ((from + i) % 3) / 2)), numbers),
  name: vector(words.slice(from, to).map((word) => word && word.slice(0, 1)), named),
  count: vector(range(to - from, (i) => BigInt((from + i) % 9)), counted),
  holes: vector(range(to - from, (i) => (i % 4 === 1 ? null : BigInt(i % 9))), gapped),
});
const empty = words.map((word) => word ?? "");
const wordColumns = {
  text: texts(empty), large: texts(empty),
  number: { descr: "<f8", values: range(600, (i) => (i % 5 === 4 ? NaN : (i % 3) / 2)), mapped: false },
  name: texts(empty.map((word) => word.slice(0, 1).replace(/[\ud800-\udfff]/u, "\ufffd"))),
  count: { descr: "<i8", values: range(600, (i) => BigInt(i % 9)), mapped: false },
};
const wordAttributes = { "text:NullCount": words.filter((word) => word === null).length };
save("words.arrow", arrow.tableToIPC(wordTable(0, 600), "file"), wordColumns, { problems: ["holes"], attributes: wordAttributes });
save("words.arrows", arrow.tableToIPC(wordTable(0, 600), "stream"), wordColumns, { auto: false, like: "words.arrow", problems: ["holes"] });
const compressed = arrow.RecordBatchFileWriter.writeAll(wordTable(0, 600), { compressionType: arrow.CompressionType.ZSTD });
save("words_zstd.arrow", compressed.toUint8Array(true), wordColumns, { like: "words.arrow", problems: ["holes"] });
// Batches with a dictionary each: the writer sends what is new of them, or another one
const parts = [[0, 200], [200, 201], [201, 600]].map(([from, to]) => wordTable(from, to).batches[0]);
const streamed = arrow.RecordBatchStreamWriter.writeAll(parts);
save("words_parts.arrows", streamed.toUint8Array(true), wordColumns, { auto: false, like: "words.arrow", problems: ["holes"] });

// No rows
save("empty.arrow", arrow.tableToIPC(new arrow.Table({ x: vector([], new arrow.Int32()) }), "file"), { x: { descr: "<i4", values: [] } });

writeFileSync(join(folder, "arrow.json"), `${JSON.stringify(manifest, null, 1)}\n`);
console.error(`${manifest.length} files`);
