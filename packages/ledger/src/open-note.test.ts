import { describe, expect, it } from "vitest";
import { nodeEd25519 } from "../tests/ed25519-node.ts";
import { bitFlips, rejection, rejectionCode, testKey, utf8 } from "../tests/support.ts";
import { formatNote, MAX_NOTE_SIGNATURES, parseNote } from "./note.ts";
import { formatSignatureLine } from "./note-signature.ts";
import { cosignNote, openNote, signNote } from "./open-note.ts";
import { createSigner, createVerifier } from "./signer.ts";

const [first, second, stranger] = await Promise.all(
  ["first.example", "second.example", "stranger.example"].map((name, i) =>
    testKey(name, "note", i + 1),
  ),
).then((keys) =>
  keys.map((key) => ({
    signer: createSigner(key, nodeEd25519),
    verifier: createVerifier(key, nodeEd25519),
  })),
);
if (!first || !second || !stranger) throw new RangeError("three keys");

const known = [first.verifier, second.verifier];
const text = "hello\n\nworld\n";
const signed = await signNote(text, [first.signer]);

describe("openNote", () => {
  it("gives the text and who signed it", async () => {
    const note = await openNote(signed, known);
    expect(note.text).toBe(text);
    expect(note.verified.map(({ name }) => name)).toEqual(["first.example"]);
    expect(note.unverified).toEqual([]);
  });

  it("refuses every note with one bit flipped", async () => {
    const codes = new Set<string | undefined>();
    for (const forged of bitFlips(utf8(signed)))
      codes.add(await rejectionCode(openNote(forged, known)));
    expect(codes).toEqual(new Set(["NOTE_MALFORMED", "SIGNATURE_INVALID", "SIGNATURE_MISSING"]));
  });

  it("sets lines of unknown keys aside, each once", async () => {
    const both = await signNote(text, [stranger.signer, first.signer]);
    const [strangerLine = ""] = both.split("\n").slice(-3);
    const note = await openNote(`${both}${strangerLine}\n`, known);
    expect(note.verified.map(({ name }) => name)).toEqual(["first.example"]);
    expect(note.unverified.map(({ name }) => name)).toEqual(["stranger.example"]);
  });

  it("refuses without any known signature", async () => {
    const foreign = await signNote(text, [stranger.signer]);
    await expect(openNote(foreign, known)).rejects.toThrow(rejection("SIGNATURE_MISSING"));
    await expect(openNote(signed, [])).rejects.toThrow(rejection("SIGNATURE_MISSING"));
  });

  it("refuses an invalid line of a known key next to a valid one, in either order", async () => {
    const good = formatSignatureLine((await openNote(signed, known)).verified[0] ?? never());
    const bad = formatSignatureLine({ ...first.signer, signature: new Uint8Array(64) });
    for (const lines of [good + bad, bad + good]) {
      await expect(openNote(`${text}\n${lines}`, known)).rejects.toThrow(
        rejection("SIGNATURE_INVALID"),
      );
    }
  });

  it("counts a key once, however often its valid line occurs", async () => {
    const [, line = ""] = signed.split("\n\n").slice(-2);
    const note = await openNote(`${text}\n${line}${line}${line}`, known);
    expect(note.verified).toHaveLength(1);
  });

  it("refuses to choose between two keys of one name and ID", async () => {
    const twice = [first.verifier, first.verifier];
    await expect(openNote(signed, twice)).rejects.toThrow(rejection("KEY_AMBIGUOUS"));
  });

  it("does not ask a verifier whose name or ID differs", async () => {
    const asked: string[] = [];
    const spy = (name: string, keyId: string) => ({
      name,
      keyId,
      verify: () => asked.push(name) > 0,
    });
    const { name, keyId } = first.verifier;
    const others = [spy(name, "00000000"), spy("other.example", keyId)];
    await expect(openNote(signed, others)).rejects.toThrow(rejection("SIGNATURE_MISSING"));
    expect(asked).toEqual([]);
  });

  it("lets a verifier's own error through", async () => {
    const verify = () => Promise.reject(new RangeError("module gone"));
    await expect(openNote(signed, [{ ...first.verifier, verify }])).rejects.toThrow(RangeError);
  });
});

describe("signing", () => {
  it("puts lines in the order of the signers", async () => {
    const note = parseNote(await signNote(text, [second.signer, first.signer]));
    expect(note.signatures.map(({ name }) => name)).toEqual(["second.example", "first.example"]);
  });

  it.each(["", "x", "a\u0000\n", "\ud800\n"])("refuses the text %j", async (odd) => {
    await expect(signNote(odd, [first.signer])).rejects.toThrow(rejection("ARGUMENT_INVALID"));
  });

  it("needs a signer", async () => {
    await expect(signNote(text, [])).rejects.toThrow(rejection("ARGUMENT_INVALID"));
  });

  it("adds lines behind those that are there, and replaces its own", async () => {
    const note = parseNote(await signNote(text, [stranger.signer, first.signer]));
    const cosigned = await cosignNote(note, [second.signer, stranger.signer]);
    expect(cosigned.signatures.map(({ name }) => name)).toEqual([
      ...["first.example", "second.example", "stranger.example"],
    ]);
    expect((await openNote(formatNote(cosigned), known)).verified).toHaveLength(2);
    expect(note.signatures).toHaveLength(2);
  });

  it("does not make notes that could not be read", async () => {
    const line = { name: "x.example", keyId: "00000000", signature: Uint8Array.of(1) };
    const full = { text, signatures: Array.from({ length: MAX_NOTE_SIGNATURES }, () => line) };
    await expect(cosignNote(full, [first.signer])).rejects.toThrow(rejection("ARGUMENT_INVALID"));
  });
});

function never(): never {
  throw new RangeError("no signature");
}
