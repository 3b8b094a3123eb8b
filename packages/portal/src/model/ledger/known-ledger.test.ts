import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameLedger, type Memory, storedLedger, storeLedger } from "./known-ledger.ts";

function memoryOf(text?: string): Memory {
  const values = new Map(text === undefined ? [] : [["indelible.ledger", text]]);
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
  };
}

const first = { origin: "indelible/one", verifierKey: "indelible/one+01020304+AQID" };

describe("the ledger this browser knows", () => {
  it("is none before it was remembered", () => {
    expect(storedLedger(memoryOf())).toBeUndefined();
  });

  it("is the one remembered last", () => {
    const memory = memoryOf();
    storeLedger(memory, first);
    expect(storedLedger(memory)).toEqual(first);
    storeLedger(memory, { ...first, verifierKey: "other" });
    expect(storedLedger(memory)?.verifierKey).toBe("other");
  });

  it.each(["", "{}", "null", '{"origin":""}', "[1]", '{"origin":1,"verifierKey":2}'])(
    "is none when what is kept makes no sense: %s",
    (text) => {
      expect(storedLedger(memoryOf(text))).toBeUndefined();
    },
  );

  it("comes back as it was, whatever it is called", () => {
    const text = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(text, text, (origin, verifierKey) => {
        const memory = memoryOf();
        storeLedger(memory, { origin, verifierKey });
        expect(storedLedger(memory)).toEqual({ origin, verifierKey });
      }),
    );
  });

  it("is another one when its name or its key is another", () => {
    expect(isSameLedger(first, { ...first })).toBe(true);
    expect(isSameLedger(first, { ...first, origin: "indelible/two" })).toBe(false);
    expect(isSameLedger(first, { ...first, verifierKey: "other" })).toBe(false);
  });
});
