import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type OutputPiece, ServiceMessageParser } from "./service-messages.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const set = `##octopus[setVariable name='${base64("a")}' value='${base64("b\n€")}']`;

/** Pieces with neighbouring texts joined, messages as arrays. */
function parse(...chunks: string[]): unknown[] {
  const parser = new ServiceMessageParser();
  const pieces: OutputPiece[] = [...chunks.flatMap((chunk) => parser.feed(chunk)), ...parser.end()];
  const joined: unknown[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece !== "string") joined.push([piece.name, Object.fromEntries(piece.attributes)]);
    else if (typeof last === "string") joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

describe("a message", () => {
  test.each([
    [set, "setVariable", { name: "a", value: "b\n€" }],
    ["##octopus[stdout-warning]", "stdout-warning", {}],
    [`##octopus[a-1  B.c="${base64("d")}"\t]`, "a-1", { "b.c": "d" }],
    [`##octopus[a b='Zm9v\r\n  YmFy']`, "a", { b: "foobar" }],
    ["##octopus[a b='']", "a", { b: "" }],
    ["##octopus[a __proto__='']", "a", undefined],
  ])("%j", (text, name, attributes) => {
    expect(parse(text)).toEqual(attributes === undefined ? [text] : [[name, attributes]]);
  });

  test("can be anywhere in a line", () => {
    expect(parse(`x${set}y${set}\n`)).toEqual([
      "x",
      ["setVariable", { name: "a", value: "b\n€" }],
      "y",
      ["setVariable", { name: "a", value: "b\n€" }],
      "\n",
    ]);
  });

  test("follows text that looks like one", () => {
    for (const text of [
      "#",
      "##octopus",
      "##octopus[",
      "##octopus[a b='",
      "##octopus[##octopus[x",
    ]) {
      expect(parse(`${text}${set}`)).toEqual([text, ["setVariable", expect.anything()]]);
    }
  });

  test("of several megabytes is read", () => {
    const value = "€".repeat(1_000_000);
    expect(parse(`##octopus[a b='${base64(value)}']`)).toEqual([["a", { b: value }]]);
  });
});

test.each([
  "##octopus[]",
  "##octopus[ a]",
  "##octopus[1a]",
  "##octopus[a b]",
  "##octopus[a b=c]",
  "##octopus[a b='c']",
  "##octopus[a b='Yg=']",
  "##octopus[a b='=Yg=']",
  "##octopus[a b='Yg==' B='Yg==']",
  "##octopus[a b='Yg=='c='Yg==']",
  "##octopus[a\nb='Yg==']",
  "##octopus[a b='Yg==\"]",
  "##octopus[a",
  "##Octopus[a]",
  "## octopus[a]",
])("%j is text", (text) => {
  expect(parse(text)).toEqual([text]);
});

/** Text with many parts of messages. */
const output = fc
  .array(
    fc.oneof(
      fc.constantFrom(set, "##octopus[", "#", "[", "]", "'", '"', " ", "\n", "a=", "Yg=="),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(""));

test("the chunks of the output do not matter", () => {
  fc.assert(
    fc.property(output, fc.array(fc.nat({ max: 40 })), (text, lengths) => {
      const chunks: string[] = [];
      let rest = text;
      for (const length of lengths) {
        chunks.push(rest.slice(0, length));
        rest = rest.slice(length);
      }
      expect(parse(...chunks, rest)).toEqual(parse(text));
    }),
  );
});

const isSet = (piece: unknown) => Array.isArray(piece) && piece[0] === "setVariable";

test("everything else is returned unchanged", () => {
  fc.assert(
    fc.property(output, (text) => {
      const pieces = parse(...text);
      // Excludes other messages that occur by chance, such as `##octopus[A]`.
      fc.pre(pieces.every((piece) => typeof piece === "string" || isSet(piece)));
      const written = pieces.map((piece) => (typeof piece === "string" ? piece : set)).join("");
      expect(written).toBe(text);
    }),
  );
});

test("a message can have any attributes", () => {
  const attributes = fc.dictionary(
    fc.stringMatching(/^[a-z][\w.-]*$/),
    fc.string({ unit: "grapheme" }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z][\w.-]*$/), attributes, (name, values) => {
      const lower = new Map(
        Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]),
      );
      const encoded = [...lower].map(([key, value]) => ` ${key}='${base64(value)}'`).join("");
      const expected = Object.fromEntries(
        [...lower].map(([key, value]) => [key, value.toWellFormed()]),
      );
      expect(parse(`##octopus[${name}${encoded}]`)).toEqual([[name, expected]]);
    }),
  );
});

test.each(["##octopus[", "##octopus[a b='", "##octopus[a b='Yg=='", "#", "##octopus[a b='\n"])(
  "time is linear in the length for repeated %j",
  (part) => {
    const parser = new ServiceMessageParser();
    const text = part.repeat(400_000);
    let length = 0;
    for (let at = 0; at < text.length; at += 65_536) {
      for (const piece of parser.feed(text.slice(at, at + 65_536)))
        length += (piece as string).length;
    }
    for (const piece of parser.end()) length += (piece as string).length;
    expect(length).toBe(text.length);
  },
);

test("a message that never ends becomes text", () => {
  const parser = new ServiceMessageParser();
  let length = 0;
  for (const chunk of ["##octopus[a b='", ...Array<string>(100).fill("Y".repeat(65_536))]) {
    for (const piece of parser.feed(chunk)) length += (piece as string).length;
  }
  expect(length).toBeGreaterThan(5_000_000);
});
