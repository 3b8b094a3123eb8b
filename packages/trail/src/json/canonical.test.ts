import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize } from "./canonical.ts";
import { isObject, type Json } from "./json.ts";

/** The IEEE 754 double of 16 hexadecimal digits. */
function double(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

describe("numbers (RFC 8785 appendix B)", () => {
  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("%s is %s", (bits, text) => {
    expect(canonicalize(double(bits))).toBe(text);
  });

  it.each(["7fffffffffffffff", "7ff0000000000000", "fff0000000000000"])("refuses %s", (bits) => {
    expect(() => canonicalize([double(bits)])).toThrow(
      expect.objectContaining({ code: "not-json" }),
    );
  });
});

describe("the example of RFC 8785 section 3.2", () => {
  const value: Json = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);

  it("has the text of section 3.2.3", () => {
    expect(canonicalize(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("has the bytes of section 3.2.4", () => {
    expect(Buffer.from(canonicalize(value)).toString("hex")).toBe(
      "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b333333" +
        "3333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e" +
        "67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d",
    );
  });
});

describe("members", () => {
  it("are sorted by UTF-16 code units (the example of RFC 8785 section 3.2.3)", () => {
    const value: Json = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    expect(Object.values(JSON.parse(canonicalize(value)) as object).sort()).toEqual(
      Object.values(value as object).sort(),
    );
    expect([...canonicalize(value).matchAll(/:"(.*?)"/g)].map(([, text]) => text)).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it("may have any name", () => {
    const text = '{"10":1,"9":2,"__proto__":{"a":3},"constructor":4}';
    expect(canonicalize(JSON.parse(text))).toBe(text);
  });
});

describe("strings", () => {
  it("escape control characters in the shortest way and nothing else", () => {
    expect(canonicalize("\b\t\n\f\r\u0000\u001f\u007f\u2028</é")).toBe(
      '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028</é"',
    );
  });

  it.each<[string, Json]>([
    ["a value", "\ud83d"],
    ["the wrong order", ["\ude00\ud83d"]],
    ["a name", { "\udead": 1 }],
  ])("refuses a lone surrogate in %s", (_, value) => {
    expect(() => canonicalize(value)).toThrow(expect.objectContaining({ code: "lone-surrogate" }));
  });
});

describe("canonicalize", () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;

  it("gives JSON of the same value, and of that the same text", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalize(JSON.parse(text))).toBe(text);
      }),
      { seed: 4 },
    );
  });

  it("does not depend on the order in which members were added", () => {
    const reverse = (_: string, value: Json): Json =>
      isObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;
    fc.assert(
      fc.property(json, (value) => {
        const reversed: Json = JSON.parse(JSON.stringify(value), reverse);
        expect(canonicalize(reversed)).toBe(canonicalize(value));
      }),
      { seed: 5 },
    );
  });

  it("refuses what is not JSON and what is nested too deeply", () => {
    const notJson: unknown = { a: undefined };
    expect(() => canonicalize(notJson as Json)).toThrow(
      expect.objectContaining({ code: "not-json" }),
    );
    expect(() => canonicalize(JSON.parse(`${"[".repeat(129)}${"]".repeat(129)}`))).toThrow(
      expect.objectContaining({ code: "too-deep" }),
    );
  });
});
