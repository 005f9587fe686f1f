// Makes outlines.bin from the package world-atlas (see ORIGIN.md). Usage:
//   npm install world-atlas@2 topojson-client@3 topojson-simplify@3 && node outlines.mjs outlines.bin
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/");
const { merge } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");

const STEPS_PER_DEGREE = 50;
const LEAST_AREA = 0.0022; // square degrees of the triangle that a point makes with its neighbours

const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const world = simplify(presimplify(atlas), LEAST_AREA);
const land = merge(world, world.objects.countries.geometries).coordinates.flat();

// A ring that crosses the antimeridian goes on past 180 degrees; one around the pole is closed along the pole.
function unwrapped(ring) {
  let turns = 0;
  const points = ring.map(([lon, lat], index) => {
    const step = index === 0 ? 0 : lon - ring[index - 1][0];
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [lon + turns * 360, lat];
  });
  if (turns === 0) return points;
  const [first, last] = [points[0], points[points.length - 1]];
  const pole = first[1] < 0 ? -90 : 90;
  return [...points, [last[0], pole], [first[0], pole], first];
}

const bytes = [];
function varint(n) {
  for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) + 128);
  bytes.push(n);
}
const zigzag = (n) => varint(n < 0 ? -2 * n - 1 : 2 * n);
const grid = ([lon, lat]) => [Math.round(lon * STEPS_PER_DEGREE), Math.round(lat * STEPS_PER_DEGREE)];

const isNew = ([x, y], index, all) => index === 0 || x !== all[index - 1][0] || y !== all[index - 1][1];
const rings = land.map((ring) => unwrapped(ring).map(grid).filter(isNew)).filter((ring) => ring.length >= 4);
varint(rings.length);
for (const ring of rings) {
  varint(ring.length);
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of ring) {
    zigzag(nextX - x);
    zigzag(nextY - y);
    [x, y] = [nextX, nextY];
  }
}
writeFileSync(process.argv[2], Uint8Array.from(bytes));
console.log(rings.length, bytes.length);
