import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed, tlogProof } from "../tests/arbitraries.ts";
import { codeOf, rejection, utf8 } from "../tests/support.ts";
import { encodeBase64 } from "./base64.ts";
import { formatHash } from "./hash.ts";
import { formatNote } from "./note.ts";
import { formatTlogProof, MAX_EXTRA_BYTES, parseTlogProof } from "./tlog-proof.ts";

const checkpoint = formatNote({
  text: "log.example\n\nwith an empty line\n",
  signatures: [{ name: "log.example", keyId: "01020304", signature: Uint8Array.of(5) }],
});
const hash = new Uint8Array(32).fill(7);
const hashLine = `${formatHash(hash)}\n`;
const header = "c2sp.org/tlog-proof@v1\n";

describe("proof files", () => {
  it("are header, extra, index, path and checkpoint", () => {
    const proof = { extra: utf8("hint"), index: 5, hashes: [hash, hash], checkpoint };
    const text = `${header}extra aGludA==\nindex 5\n${hashLine}${hashLine}\n${checkpoint}`;
    expect(formatTlogProof(proof)).toBe(text);
    expect(parseTlogProof(text)).toEqual(proof);
    expect(parseTlogProof(utf8(text))).toEqual(proof);
  });

  it("read back", () => {
    fc.assert(
      fc.property(tlogProof, (proof) => {
        expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
      }),
      fixed,
    );
  });

  it("have one form: any damage is refused or written again the same", () => {
    fc.assert(
      fc.property(tlogProof, fc.nat(), fc.nat({ max: 255 }), (proof, at, byte) => {
        const file = utf8(formatTlogProof(proof));
        const damaged = file.with(at % file.length, byte);
        const code = codeOf(() => {
          expect(utf8(formatTlogProof(parseTlogProof(damaged)))).toEqual(damaged);
        });
        expect([undefined, "PROOF_MALFORMED", "NOTE_MALFORMED"]).toContain(code);
      }),
      { ...fixed, numRuns: 500 },
    );
  });

  it("tell an empty extra from none", () => {
    const text = `${header}extra \nindex 5\n\n${checkpoint}`;
    expect(parseTlogProof(text)).toEqual({
      extra: new Uint8Array(),
      index: 5,
      hashes: [],
      checkpoint,
    });
    expect(parseTlogProof(`${header}index 5\n\n${checkpoint}`)).not.toHaveProperty("extra");
  });

  it.each([
    ["another version", `c2sp.org/tlog-proof@v2\nindex 5\n\n${checkpoint}`],
    ["no header", `index 5\n\n${checkpoint}`],
    ["no index", `${header}${hashLine}\n${checkpoint}`],
    ["nothing after the header", `${header}\n${checkpoint}`],
    ["an index with a leading zero", `${header}index 05\n\n${checkpoint}`],
    ["an index followed by a space", `${header}index 5 \n\n${checkpoint}`],
    ["an index of 2^53", `${header}index 9007199254740992\n\n${checkpoint}`],
    ["an extra after the index", `${header}index 5\nextra aGludA==\n\n${checkpoint}`],
    ["two extras", `${header}extra aGludA==\nextra aGludA==\nindex 5\n\n${checkpoint}`],
    ["an extra that is no base64", `${header}extra aGludA\nindex 5\n\n${checkpoint}`],
    ["a hash of 31 bytes", `${header}index 5\n${encodeBase64(hash.slice(1))}\n\n${checkpoint}`],
    ["64 hashes", `${header}index 5\n${hashLine.repeat(64)}\n${checkpoint}`],
    ["line ends of CRLF", `${header}index 5\n\n${checkpoint}`.replaceAll("\n", "\r\n")],
    ["no empty line", `${header}index 5\n`],
    ["nothing", ""],
  ])("with %s are refused", (_, text) => {
    expect(() => parseTlogProof(text)).toThrow(rejection("PROOF_MALFORMED"));
  });

  it("with a checkpoint that is no note are refused", () => {
    const text = `${header}index 5\n\nlog.example\n`;
    expect(() => parseTlogProof(text)).toThrow(rejection("NOTE_MALFORMED"));
  });

  it("are not made from what could not be read", () => {
    const proof = { index: 5, hashes: [hash], checkpoint };
    for (const change of [
      { index: -1 },
      { index: 0.5 },
      { hashes: Array.from({ length: 64 }, () => hash) },
      { extra: new Uint8Array(MAX_EXTRA_BYTES + 1) },
    ]) {
      expect(() => formatTlogProof({ ...proof, ...change })).toThrow(rejection("PROOF_MALFORMED"));
    }
    expect(() => formatTlogProof({ ...proof, checkpoint: "" })).toThrow(
      rejection("NOTE_MALFORMED"),
    );
  });

  it("have a size limit and refuse a flood quickly", () => {
    expect(codeOf(() => parseTlogProof("\n".repeat(1_100_000)))).toBe("PROOF_MALFORMED");
    expect(codeOf(() => parseTlogProof(header + "x".repeat(2_000_000)))).toBe("PROOF_MALFORMED");
    expect(codeOf(() => parseTlogProof(Uint8Array.of(0xff)))).toBe("PROOF_MALFORMED");
  });
});
