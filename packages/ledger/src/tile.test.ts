import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tile as anyTile, fixed } from "../tests/arbitraries.ts";
import { codeOf, rejection } from "../tests/support.ts";
import { formatTilePath, parseTilePath } from "./tile.ts";

describe("tile paths", () => {
  it.each([
    ["tile/0/000", { level: 0, index: 0, width: 256 }],
    ["tile/0/999", { level: 0, index: 999, width: 256 }],
    ["tile/0/x001/000", { level: 0, index: 1000, width: 256 }],
    ["tile/3/x001/x234/067.p/8", { level: 3, index: 1_234_067, width: 8 }],
    ["tile/entries/273.p/112", { level: "entries", index: 273, width: 112 }],
  ] as const)("%s", (path, tile) => {
    expect(formatTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it("read back for every tile", () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual(tile);
      }),
      fixed,
    );
  });

  it("have one spelling: any text is refused or written again the same", () => {
    const nearly = fc
      .array(fc.constantFrom("tile", "/", "0", "x", "1", "000", ".p/", "entries", "256", "-"), {
        maxLength: 8,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string(), anyTile.map(formatTilePath)), (path) => {
        const refused = codeOf(() => expect(formatTilePath(parseTilePath(path))).toBe(path));
        expect([undefined, "TILE_PATH_MALFORMED"]).toContain(refused);
      }),
      { ...fixed, numRuns: 1000 },
    );
  });

  it.each([
    "tile/0/000\n",
    "tile/0/x009/x007/x199/x254/x740/992",
    "tile/0/x001/x000/x000/x000/x000/x000/000",
    "tile/64/000",
    `tile/0/${"x000/".repeat(100_000)}000`,
    "TILE/0/000",
    "tile/0/٠٠٠",
  ])("refuse %j", (path) => {
    expect(() => parseTilePath(path)).toThrow(rejection("TILE_PATH_MALFORMED"));
  });

  it.each([
    { level: -1, index: 0, width: 1 },
    { level: 64, index: 0, width: 1 },
    { level: 0.5, index: 0, width: 1 },
    { level: 0, index: -1, width: 1 },
    { level: 0, index: 2 ** 53, width: 1 },
    { level: 0, index: 0, width: 0 },
    { level: 0, index: 0, width: 257 },
  ])("are not made for %j", (tile) => {
    expect(() => formatTilePath(tile)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});
