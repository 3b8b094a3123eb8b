import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepCheckpoint, keptCheckpoints } from "./kept-checkpoint.ts";
import type { Memory } from "./known-ledger.ts";

function memoryOf(text?: string): Memory {
  const values = new Map(text === undefined ? [] : [["indelible.checkpoints", text]]);
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
  };
}

const five = { note: "five", verifierKey: "key" };
const nine = { note: "nine", verifierKey: "key" };

describe("the checkpoints that a browser keeps", () => {
  it("are none at first, then one for each ledger", () => {
    const memory = memoryOf();
    expect(keptCheckpoints(memory)).toEqual(new Map());
    keepCheckpoint(memory, "one", undefined, five);
    keepCheckpoint(memory, "two", undefined, nine);
    expect([...keptCheckpoints(memory)]).toEqual([
      ["one", five],
      ["two", nine],
    ]);
  });

  it("are replaced only by one that was compared with the kept one", () => {
    const memory = memoryOf();
    keepCheckpoint(memory, "one", undefined, five);
    keepCheckpoint(memory, "one", undefined, nine);
    expect(keptCheckpoints(memory).get("one")).toEqual(five);
    keepCheckpoint(memory, "one", five, nine);
    expect(keptCheckpoints(memory).get("one")).toEqual(nine);
  });

  it.each(["", "null", "[1]", '{"one":1}', '{"one":null}', '{"one":{"note":1}}'])(
    "are none when the stored value is invalid: %s",
    (text) => {
      expect(keptCheckpoints(memoryOf(text)).size).toBe(0);
    },
  );

  it("are read as they were stored", () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, text, (origin, note, verifierKey) => {
        const memory = memoryOf();
        keepCheckpoint(memory, origin, undefined, { note, verifierKey });
        expect(keptCheckpoints(memory).get(origin)).toEqual({ note, verifierKey });
      }),
    );
  });
});
