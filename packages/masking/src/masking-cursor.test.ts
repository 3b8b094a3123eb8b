import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MASK } from "./mask-text.ts";
import { MaskingCursor } from "./masking-cursor.ts";
import { MAX_STATES } from "./pattern-trie.ts";
import {
  MAX_SECRET_LENGTH,
  MIN_LENGTH,
  MIN_LINE_LENGTH,
  MIN_TOKEN_LENGTH,
  PIECE_LENGTH,
} from "./patterns.ts";
import { MAX_BREAKS } from "./secret-scanner.ts";
import { SecretSet } from "./secret-set.ts";

const RUNS = { seed: 19, numRuns: 150 };

/** The masked text of a stream with these chunks. */
function masked(secrets: readonly string[], ...chunks: string[]): string {
  const cursor = new MaskingCursor(SecretSet.empty().with(...secrets));
  return chunks.map((chunk) => cursor.write(chunk)).join("") + cursor.end();
}

function joined(text: string): string {
  return text.replace(/[\r\n]/g, "");
}

describe("a cursor", () => {
  it("masks a secret in any chunks", () => {
    const text = "The password is hunter22, yes.";
    for (let i = 0; i <= text.length; i++) {
      expect(masked(["hunter22"], text.slice(0, i), text.slice(i))).toBe(
        `The password is ${MASK}, yes.`,
      );
    }
    expect(masked(["hunter22"], ...text)).toBe(`The password is ${MASK}, yes.`);
  });

  it("keeps line breaks, and masks the text on each line", () => {
    expect(masked(["hunter22"], "a hun\r\nter\n22 b")).toBe(`a ${MASK}\r\n${MASK}\n${MASK} b`);
    expect(masked(["hunter22"], "hunt", "\n", "er22", "hunter22")).toBe(`${MASK}\n${MASK}`);
  });

  it("does not mask a secret with more than 8 characters of line break in a row", () => {
    expect(masked(["hunter22"], `hunt${"\r\n".repeat(4)}er22`)).toBe(
      `${MASK}${"\r\n".repeat(4)}${MASK}`,
    );
    const separated = `hunt${"\n".repeat(9)}er22`;
    expect(masked(["hunter22"], separated)).toBe(separated);
  });

  it("masks secrets that overlap, contain each other or follow each other", () => {
    expect(masked(["abcdef", "defghi"], "xabcdefghiy")).toBe(`x${MASK}y`);
    expect(masked(["abcd", "xabcdx"], "xabcdx abcd xabcdy")).toBe(`${MASK} ${MASK} x${MASK}y`);
    expect(masked(["abcd", "efgh"], "abcdefgh", "abcd", "-")).toBe(`${MASK}-`);
    expect(masked(["aaaab"], "aaaaaaaab")).toBe(`aaaa${MASK}`);
  });

  it("masks an added secret from then on, including in the text held back", () => {
    let secrets = SecretSet.empty().with("password1");
    const cursor = new MaskingCursor(secrets);
    const add = (secret: string) => {
      secrets = secrets.with(secret);
      cursor.moveTo(secrets);
    };
    expect(cursor.write("swordfish pass")).toBe("swordfish ");
    add("passive!");
    add("swordfish");
    expect(cursor.write("ive! swordfish.")).toBe(`${MASK} ${MASK}.`);
    cursor.write("pass");
    add("pass");
    expect(cursor.end()).toBe(MASK);
  });

  it("holds back only text that could still become a secret", () => {
    const cursor = new MaskingCursor(SecretSet.empty().with("hunter22"));
    expect(cursor.write("go hunting\n")).toBe("go hunting\n");
    expect(cursor.write("hun")).toBe("");
    expect(cursor.write("t")).toBe("");
    expect(cursor.write("\n")).toBe("");
    expect(cursor.write("s")).toBe("hunt\ns");
  });

  it("starts a new stream after the end, with the same secrets", () => {
    const cursor = new MaskingCursor(SecretSet.empty().with("hunter22"));
    expect(cursor.write("hunter") + cursor.end()).toBe("hunter");
    expect(cursor.write("22 hunter22") + cursor.end()).toBe(`22 ${MASK}`);
  });
});

describe("short secrets", () => {
  it.each([
    ["abc", "abc", MASK],
    ["abc", "(abc) abc\nabc", `(${MASK}) ${MASK}\n${MASK}`],
    ["abc", "abcd xabc 1abc abc_ éabc abcé 😀abc", "abcd xabc 1abc abc_ éabc abcé 😀abc"],
    ["abc", "ab\nc", "ab\nc"],
    ["abc", "YWJj 616263", "YWJj 616263"],
    ["42", "42 4242 4.42", `${MASK} 4242 4.${MASK}`],
    ["a-", "a-b xa-", `${MASK}b xa-`],
    ["1", "1", "1"],
    ["", "a", "a"],
    ["        ", "        a", "        a"],
    ["\n\n\n\n", "a\n\n\n\n", "a\n\n\n\n"],
  ])("%j in %j", (secret, text, output) => {
    expect(masked([secret], text)).toBe(output);
    expect(masked([secret], ...text.split(""))).toBe(output);
  });

  it("do not hide each other", () => {
    expect(masked(["-ab", "ab"], "x-ab x ab")).toBe(`x${MASK} x ${MASK}`);
    expect(masked(["abc", "xabc"], "abc xabc")).toBe(`${MASK} ${MASK}`);
  });
});

describe("long secrets", () => {
  const key = [
    "-----BEGIN PRIVATE KEY-----",
    ...Array.from({ length: 25 }, (_, i) =>
      Buffer.from(`${i}`.repeat(99)).toString("base64").slice(0, 64),
    ),
    "Zm9v",
    "-----END PRIVATE KEY-----",
    "",
  ].join("\n");

  it("of several lines keep their line breaks", () => {
    expect(masked([key], `key:\n${key}.`)).toBe(`key:\n${`${MASK}\n`.repeat(28)}.`);
  });

  it("are masked line by line, with any indentation", () => {
    const line = key.split("\n")[3];
    expect(masked([key], `a ${line}\r\n  ${line} Zm9v`)).toBe(`a ${MASK}\r\n  ${MASK} Zm9v`);
  });

  it("become one mask if they are one line", () => {
    const long = Array.from({ length: 1_000 }, (_, i) => i.toString(36)).join("");
    expect(masked([long], `[${long}]`)).toBe(`[${MASK}]`);
    expect(masked([long], `[${Buffer.from(long).toString("hex")}]`)).toBe(`[${MASK}]`);
    expect(masked([long], `[${Buffer.from(long).toString("base64").replace(/=+$/, "")}]`)).toBe(
      `[${MASK}]`,
    );
  });

  it("are found by their first 65,536 characters", () => {
    const long = Array.from({ length: 14_000 }, (_, i) => `${i}x`).join("");
    expect(masked([long], long)).toBe(MASK + long.slice(MAX_SECRET_LENGTH));
  });

  it("do not mask white space", () => {
    const text = `a${" ".repeat(200)}b\n${" ".repeat(200)}\nnext`;
    expect(masked([text], `${" ".repeat(100)}x`)).toBe(`${" ".repeat(100)}x`);
  });
});

describe("docs/formats/masking.md", () => {
  const page = readFileSync(new URL("../../../docs/formats/masking.md", import.meta.url), "utf8");

  it.each([
    `\`${MASK}\``,
    `${MIN_TOKEN_LENGTH} or ${MIN_LENGTH - 1} characters`,
    `more than ${PIECE_LENGTH} characters`,
    `the first ${MAX_SECRET_LENGTH.toLocaleString("en-US")} characters`,
    `line of ${MIN_LINE_LENGTH} characters or more`,
    `more than ${MAX_BREAKS} characters of line break follow in a row`,
    `${MAX_STATES.toLocaleString("en-US")} characters`,
  ])("states: %s", (words) => {
    expect(page).toContain(words);
  });
});

describe("any secret, in any form, in any chunks", () => {
  const plainUnit = fc.constantFrom(..."abcXYZ019 -_.!~'()/+=&<>\"\\%`é日😀");
  const secret = fc
    .string({
      unit: fc.oneof({ weight: 12, arbitrary: plainUnit }, fc.constantFrom("\n", "\r\n", "\t")),
      minLength: 4,
      maxLength: 90,
    })
    .filter((text) => joined(text).length >= 4 && joined(text).trim() !== "");
  const around = fc.string({ unit: fc.constantFrom(..."abcXYZ019 .\né"), maxLength: 40 });

  const forms: Readonly<Record<string, (secret: string, before: string, after: string) => string>> =
    {
      plain: (text, before, after) => before + text + after,
      base64: (text, before, after) => Buffer.from(before + text + after).toString("base64"),
      base64url: (text, before, after) => Buffer.from(before + text + after).toString("base64url"),
      hex: (text, before, after) => Buffer.from(before + text + after).toString("hex"),
      "hex in upper case": (text, before, after) =>
        Buffer.from(before + text + after)
          .toString("hex")
          .toUpperCase(),
      encodeURIComponent: (text, before, after) => before + encodeURIComponent(text) + after,
      encodeURI: (text, before, after) => before + encodeURI(text) + after,
      "form encoding": (text, before, after) =>
        before + new URLSearchParams({ "": text }).toString().slice(1) + after,
      "URL encoding in lower case": (text, before, after) =>
        before + encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()) + after,
      "spaces as +": (text, before, after) =>
        before + encodeURIComponent(text).replaceAll("%20", "+") + after,
      JSON: (text, before, after) => JSON.stringify(before + text + after),
      "JSON in ASCII": (text, before, after) =>
        JSON.stringify(before + text + after).replace(/[^\0-\x7f]/g, asCode),
      "JSON for HTML": (text, before, after) =>
        JSON.stringify(before + text + after).replace(/[<>&]/g, asCode),
    };

  function asCode(unit: string): string {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  }

  /**
   * The text that must not remain: the form without the characters that it shares with adjacent
   * text.
   */
  function canary(name: string, text: string, before: string): string {
    if (!name.startsWith("base64"))
      return joined(forms[name]?.(text, "", "") ?? "").replace(/^"|"$/g, "");
    const offset = Buffer.byteLength(before) % 3;
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString(
      name === "base64" ? "base64" : "base64url",
    );
    const bits = (offset + Buffer.byteLength(text)) * 8;
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.ceil(bits / 6));
  }

  const breaks = fc.array(fc.tuple(fc.nat(), fc.constantFrom("\n", "\r\n", "\n\n")), {
    maxLength: 6,
  });
  const cuts = fc.array(fc.nat(), { maxLength: 8 });

  function broken(text: string, at: readonly [number, string][]): string {
    const places = new Map(at.map(([place, lineBreak]) => [place % (text.length + 1), lineBreak]));
    return text
      .split("")
      .map((unit, i) => (places.get(i) ?? "") + unit)
      .join("");
  }

  function cut(text: string, at: readonly number[]): string[] {
    const places = at.map((place) => place % (text.length + 1)).sort((a, b) => a - b);
    return [...places, text.length].map((end, i) => text.slice(i === 0 ? 0 : places[i - 1], end));
  }

  it.each(Object.keys(forms))("leaves no trace as %s", (name) => {
    fc.assert(
      fc.property(secret, around, around, breaks, cuts, (text, before, after, at, cutAt) => {
        const stream = broken(forms[name]?.(text, before, after) ?? "", at);
        const output = masked([text, "another secret"], ...cut(stream, cutAt));
        expect(joined(output)).not.toContain(canary(name, text, before));
        expect(output.match(/[\r\n]/g)).toEqual(stream.match(/[\r\n]/g));
      }),
      RUNS,
    );
  });

  it("does not depend on the chunks", () => {
    fc.assert(
      fc.property(
        fc.array(secret, { maxLength: 4 }),
        around,
        cuts,
        cuts,
        (secrets, text, one, other) => {
          const stream = [
            text,
            ...secrets,
            text,
            ...secrets.map((found) => found.slice(0, 5)),
          ].join(" ");
          expect(masked(secrets, ...cut(stream, one))).toBe(masked(secrets, ...cut(stream, other)));
        },
      ),
      RUNS,
    );
  });

  it("leaves no trace of a secret that is added before its first character", () => {
    fc.assert(
      fc.property(secret, secret, around, around, breaks, cuts, (first, later, ...rest) => {
        const [before, after, at, cutAt] = rest;
        const small = SecretSet.empty().with(first);
        const cursor = new MaskingCursor(small);
        const start = cursor.write(before + first.slice(0, 5));
        cursor.moveTo(small.with(later));
        const chunks = cut(broken(first.slice(5) + later + after, at), cutAt);
        const output = chunks.map((chunk) => cursor.write(chunk)).join("") + cursor.end();
        expect(joined(output)).not.toContain(joined(later));
        expect(joined(start + output)).not.toContain(joined(first));
      }),
      RUNS,
    );
  });

  it("is masked as before if the cursor moves to a set with further secrets that do not occur", () => {
    const some = fc.array(secret, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(some, around, cuts, fc.nat(), (secrets, text, cutAt, moves) => {
        const chunks = cut([text, ...secrets, text, secrets[0]?.slice(0, 5)].join(" "), cutAt);
        const small = SecretSet.empty().with(...secrets);
        const cursor = new MaskingCursor(small);
        const output = chunks.map((chunk, i) => {
          if (i === moves % chunks.length) cursor.moveTo(small.with("§§ elsewhere §§"));
          return cursor.write(chunk);
        });
        expect(output.join("") + cursor.end()).toBe(masked(secrets, ...chunks));
      }),
      RUNS,
    );
  });

  it("does not change a text without secrets", () => {
    const upper = fc.string({ unit: fc.constantFrom(..."ghijKLMN\n\r.é😀"), maxLength: 300 });
    const digits = fc.string({
      unit: fc.constantFrom(..."0123456789!?"),
      minLength: 2,
      maxLength: 100,
    });
    fc.assert(
      fc.property(fc.array(digits.map((text) => `§${text}§`)), upper, cuts, (secrets, text, at) => {
        expect(masked(secrets, ...cut(text, at))).toBe(text);
      }),
      RUNS,
    );
  });
});
