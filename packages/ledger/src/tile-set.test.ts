import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed } from "../tests/arbitraries.ts";
import { rejection } from "../tests/support.ts";
import { formatTilePath } from "./tile.ts";
import { newBundles, newTiles, rowLength } from "./tile-set.ts";

function paths(oldSize: number, newSize: number): string[] {
  return Array.from(newTiles(oldSize, newSize), formatTilePath);
}

describe("newTiles", () => {
  it.each([
    [0, 0, []],
    [0, 1, ["tile/0/000.p/1"]],
    [0, 256, ["tile/0/000", "tile/1/000.p/1"]],
    [0, 300, ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]],
    [255, 256, ["tile/0/000", "tile/1/000.p/1"]],
    [256, 257, ["tile/0/001.p/1"]],
    [300, 300, []],
    [301, 300, []],
    [300, 301, ["tile/0/001.p/45"]],
    [65_535, 65_536, ["tile/0/255", "tile/1/000", "tile/2/000.p/1"]],
  ])("from %i to %i leaves", (oldSize, newSize, expected) => {
    expect(paths(oldSize, newSize)).toEqual(expected);
  });

  it("are those of the new size that the old one had not", () => {
    const size = fc.nat({ max: 140_000 });
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [oldSize, newSize] = [Math.min(a, b), Math.max(a, b)];
        const known = new Set(paths(0, oldSize));
        expect(paths(oldSize, newSize)).toEqual(
          paths(0, newSize).filter((path) => !known.has(path)),
        );
      }),
      { ...fixed, numRuns: 40 },
    );
  });

  it("start at once for the largest size", () => {
    const [first] = newTiles(0, Number.MAX_SAFE_INTEGER);
    expect(first).toEqual({ level: 0, index: 0, width: 256 });
    const late = Array.from(newTiles(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER));
    expect(late).toEqual([{ level: 0, index: 2 ** 45 - 1, width: 255 }]);
  });

  it("refuse what is no count", () => {
    expect(() => [...newTiles(-1, 5)]).toThrow(rejection("ARGUMENT_INVALID"));
    expect(() => [...newTiles(0, 0.5)]).toThrow(rejection("ARGUMENT_INVALID"));
    expect(() => [...newBundles(0, Number.NaN)]).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

it("newBundles are the level 0 tiles", () => {
  const bundles = Array.from(newBundles(300, 700), formatTilePath);
  expect(bundles).toEqual(["tile/entries/001", "tile/entries/002.p/188"]);
  const level0 = paths(300, 700).filter((path) => path.startsWith("tile/0/"));
  expect(bundles.map((path) => path.replace("entries", "0"))).toEqual(level0);
});

it("rowLength counts hashes of a level", () => {
  expect([0, 1, 2, 3].map((level) => rowLength(level, 70_000))).toEqual([70_000, 273, 1, 0]);
  expect(rowLength(6, Number.MAX_SAFE_INTEGER)).toBe(31);
  expect(rowLength(63, Number.MAX_SAFE_INTEGER)).toBe(0);
});
