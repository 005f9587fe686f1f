// PNG files (PNG specification, 3rd edition): of one colour for made-up sites, and of few colours for the pictures of README.md.
import { deflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The types of colour of section 11.2.1. */
const [rgb, palette] = [2, 3];

/** A picture of one colour. */
export function plain(width, height, level = 0x77) {
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, level)]);
  return file(width, height, rgb, [chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, () => line))))]);
}

/** A picture of at most 256 colours from its pixels (red, green, blue, opacity), each taken as the nearest of the most frequent. */
export function indexed(width, height, pixels) {
  const keys = new Uint32Array(width * height);
  const counts = new Map();
  for (let index = 0; index < keys.length; index += 1) {
    // Two bits less of each colour are not seen, and make a table of a few hundred entries.
    const [red, green, blue] = [0, 1, 2].map((part) => pixels[index * 4 + part] & 0xfc);
    keys[index] = (red << 16) | (green << 8) | blue;
    counts.set(keys[index], (counts.get(keys[index]) ?? 0) + 1);
  }
  const kept = [...counts].sort(([a, x], [b, y]) => y - x || a - b).slice(0, 256).map(([key]) => key);
  const places = new Map(kept.map((key, place) => [key, place]));
  for (const key of counts.keys()) if (!places.has(key)) places.set(key, nearest(kept, key));
  const lines = Buffer.alloc((width + 1) * height);
  for (let index = 0; index < keys.length; index += 1) lines[Math.floor(index / width) * (width + 1) + (index % width) + 1] = places.get(keys[index]);
  // What was the lightest stays the lightest: paper that is white is written as white.
  const full = (part) => part | (part >> 6);
  const table = Buffer.from(kept.flatMap((key) => [key >> 16, (key >> 8) & 255, key & 255].map(full)));
  return file(width, height, palette, [chunk("PLTE", table), chunk("IDAT", deflateSync(lines, { level: 9 }))]);
}

function nearest(kept, key) {
  const distance = (other) => [16, 8, 0].reduce((sum, shift) => sum + (((key >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return kept.reduce((best, other, place) => (distance(other) < distance(kept[best]) ? place : best), 0);
}

function file(width, height, colours, chunks) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colours, 0, 0, 0], 8);
  return Buffer.concat([signature, chunk("IHDR", header), ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

/** The CRC-32 of annex D, bit by bit: the files are small. */
function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
