import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSameLedger, type Memory, rememberedLedger, rememberLedger } from "./known-ledger.ts";

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
    expect(rememberedLedger(memoryOf())).toBeUndefined();
  });

  it("is the one remembered last", () => {
    const memory = memoryOf();
    rememberLedger(memory, first);
    expect(rememberedLedger(memory)).toEqual(first);
    rememberLedger(memory, { ...first, verifierKey: "other" });
    expect(rememberedLedger(memory)?.verifierKey).toBe("other");
  });

  it.each(["", "{}", "null", '{"origin":""}', "[1]", '{"origin":1,"verifierKey":2}'])(
    "is none when what is kept makes no sense: %s",
    (text) => {
      expect(rememberedLedger(memoryOf(text))).toBeUndefined();
    },
  );

  it("comes back as it was, whatever it is called", () => {
    const text = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(text, text, (origin, verifierKey) => {
        const memory = memoryOf();
        rememberLedger(memory, { origin, verifierKey });
        expect(rememberedLedger(memory)).toEqual({ origin, verifierKey });
      }),
    );
  });

  it("is another one when its name or its key is another", () => {
    expect(isSameLedger(first, { ...first })).toBe(true);
    expect(isSameLedger(first, { ...first, origin: "indelible/two" })).toBe(false);
    expect(isSameLedger(first, { ...first, verifierKey: "other" })).toBe(false);
  });
});
