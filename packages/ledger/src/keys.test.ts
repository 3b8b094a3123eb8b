import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, fixed, keyName, verifierKey } from "../tests/arbitraries.ts";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import { codeOf, rejection, rejectionCode, testKey } from "../tests/support.ts";
import { concatBytes, toHex } from "./bytes.ts";
import {
  formatSignerKey,
  formatVerifierKey,
  hasControls,
  isKeyName,
  MAX_NAME_BYTES,
  newSignerKey,
  newVerifierKey,
  parseSignerKey,
  parseVerifierKey,
} from "./keys.ts";
import { sha256 } from "./sha256.ts";

const types = fc.constantFrom("note" as const, "cosignature" as const);

describe("key names", () => {
  it.each(["a", "example.com/log", "é", "\u{feff}", "\u200b", "\x7f", "x".repeat(MAX_NAME_BYTES)])(
    "%j is one",
    (name) => {
      expect(isKeyName(name)).toBe(true);
    },
  );

  it.each([
    ...["", "a b", "a+b", "a\tb", "a\nb", "a\u0085b", "a\u00a0b", "a\u2028b", "a\u3000b"],
    ...["a\u0000b", "a\u001bb", "\ud800", "x".repeat(MAX_NAME_BYTES + 1), "é".repeat(128)],
  ])("%j is none", (name) => {
    expect(isKeyName(name)).toBe(false);
    expect(() => newVerifierKey(name, "note", new Uint8Array(32))).toThrow(
      rejection("KEY_MALFORMED"),
    );
  });

  it("are white space as Go sees it: every character of the property, and no other", () => {
    const spaces: number[] = [];
    for (let code = 0x21; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (!isKeyName(character) && !/[+\p{Surrogate}]/u.test(character)) spaces.push(code);
    }
    expect(spaces).toEqual([
      ...[0x85, 0xa0, 0x1680],
      ...Array.from({ length: 11 }, (_, i) => 0x2000 + i),
      ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
    ]);
  });
});

it("hasControls finds what is below a space, except line feed", () => {
  for (let code = 0; code < 0x100; code++) {
    expect(hasControls(`a${String.fromCharCode(code)}`)).toBe(code < 0x20 && code !== 0x0a);
  }
});

describe("verifier keys", () => {
  it("read back", () => {
    fc.assert(
      fc.property(types.chain(verifierKey), (key) => {
        expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
      }),
      fixed,
    );
  });

  it("have the ID that signed-note defines", () => {
    const publicKey = new Uint8Array(32).fill(3);
    const { keyId } = newVerifierKey("a.example", "cosignature", publicKey);
    const input = concatBytes(new TextEncoder().encode("a.example\n\x04"), publicKey);
    expect(keyId).toBe(toHex(sha256(input)).slice(0, 8));
  });

  it("differ in ID for two uses of one key", () => {
    const publicKey = new Uint8Array(32).fill(3);
    const [note, cosignature] = (["note", "cosignature"] as const).map((type) =>
      newVerifierKey("a.example", type, publicKey),
    );
    expect(note?.keyId).not.toBe(cosignature?.keyId);
  });

  it("are refused with any one character changed", () => {
    const text = formatVerifierKey(newVerifierKey("a.example", "note", new Uint8Array(32).fill(3)));
    for (let i = 0; i < text.length; i++) {
      for (const other of ["A", "z", "+", "0", "\n", "é"]) {
        if (text[i] === other) continue;
        const changed = text.slice(0, i) + other + text.slice(i + 1);
        expect(["KEY_MALFORMED", "KEY_UNSUPPORTED"]).toContain(
          codeOf(() => parseVerifierKey(changed)),
        );
      }
    }
  });

  it("are refused, not crashed on, whatever the text", () => {
    const nearly = fc
      .tuple(keyName, fc.string(), bytes(0, 40))
      .map(([name, id, key]) => `${name}+${id}+${Buffer.from(key).toString("base64")}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), (text) => {
        expect(["KEY_MALFORMED", "KEY_UNSUPPORTED"]).toContain(
          codeOf(() => parseVerifierKey(text)),
        );
      }),
      fixed,
    );
    expect(codeOf(() => parseVerifierKey("+".repeat(2_000_000)))).toBe("KEY_MALFORMED");
  });

  it.each([0, 31, 33])("do not have %i bytes", (length) => {
    expect(() => newVerifierKey("a.example", "note", new Uint8Array(length))).toThrow(
      rejection("KEY_MALFORMED"),
    );
  });

  it.each([0x02, 0x03, 0x05, 0x06, 0xff])("of type %i are unsupported", (type) => {
    const encoded = Buffer.of(type, ...new Uint8Array(32)).toString("base64");
    expect(() => parseVerifierKey(`a.example+00000000+${encoded}`)).toThrow(
      rejection("KEY_UNSUPPORTED"),
    );
  });
});

describe("signer keys", () => {
  it("read back, with either Ed25519", async () => {
    await fc.assert(
      fc.asyncProperty(types, keyName, bytes(32), async (type, name, seed) => {
        const key = await newSignerKey(name, type, seed);
        expect(await newSignerKey(name, type, seed, nodeEd25519)).toEqual(key);
        expect(await parseSignerKey(formatSignerKey(key), nodeEd25519)).toEqual(key);
      }),
      { ...fixed, numRuns: 20 },
    );
  });

  it("are verifier keys with a seed", async () => {
    const key = await testKey("a.example", "note", 1);
    const { seed: _, ...verifier } = key;
    expect(parseVerifierKey(formatVerifierKey(key))).toEqual(verifier);
  });

  it("are refused with any one character changed, without being repeated", async () => {
    const text = formatSignerKey(await testKey("a.example", "note", 1));
    for (let i = 0; i < text.length; i++) {
      const changed = text.slice(0, i) + (text[i] === "A" ? "B" : "A") + text.slice(i + 1);
      const parsing = parseSignerKey(changed, nodeEd25519);
      expect(["KEY_MALFORMED", "KEY_UNSUPPORTED"]).toContain(await rejectionCode(parsing));
      await expect(parsing).rejects.not.toThrow(text.slice(-20));
    }
  });

  it("do not have a seed of another length", async () => {
    await expect(newSignerKey("a.example", "note", new Uint8Array(64))).rejects.toThrow(
      rejection("KEY_MALFORMED"),
    );
  });
});
