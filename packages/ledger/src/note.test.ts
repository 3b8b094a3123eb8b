import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { note as anyNote, bytes, fixed, noteSignature } from "../tests/arbitraries.ts";
import { codeOf, rejection, utf8 } from "../tests/support.ts";
import {
  formatNote,
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  parseNote,
  parseSignatureLines,
  requireNoteText,
} from "./note.ts";
import { formatSignatureLine, parseSignatureLine, signerLabel } from "./note-signature.ts";

const line = { name: "a.example", keyId: "01020304", signature: Uint8Array.of(5) };

describe("signature lines", () => {
  it("are em dash, name, base64 of key ID and signature", () => {
    expect(formatSignatureLine(line)).toBe("\u2014 a.example AQIDBAU=\n");
    expect(parseSignatureLine("\u2014 a.example AQIDBAU=")).toEqual(line);
  });

  it("read back", () => {
    fc.assert(
      fc.property(noteSignature, (signature) => {
        expect(parseSignatureLine(formatSignatureLine(signature).slice(0, -1))).toEqual(signature);
      }),
      fixed,
    );
  });

  it.each([
    "",
    "a.example AQIDBAU=",
    "- a.example AQIDBAU=",
    "\u2014a.example AQIDBAU=",
    "\u2014  AQIDBAU=",
    "\u2014 a.example",
    "\u2014 a.example ",
    "\u2014 a.example  AQIDBAU=",
    "\u2014 a.example AQIDBAU= ",
    "\u2014 a.example AQIDBAU",
    "\u2014 a.example AQIDBA==",
    "\u2014 a+b AQIDBAU=",
    "\u2014 a.example AQIDBAU=\r",
  ])("%j is none", (text) => {
    expect(parseSignatureLine(text)).toBeUndefined();
  });

  it.each([
    ["name", { ...line, name: "a b" }],
    ["key ID", { ...line, keyId: "0102030" }],
    ["hex of the key ID", { ...line, keyId: "ABCDEF01" }],
    ["signature", { ...line, signature: new Uint8Array() }],
  ])("are not made with a wrong %s", (_, signature) => {
    expect(() => formatSignatureLine(signature)).toThrow(rejection("ARGUMENT_INVALID"));
  });

  it("belong to a name and key ID together", () => {
    expect(signerLabel(line)).toBe("a.example+01020304");
  });
});

describe("notes", () => {
  it("read back, as text and as bytes", () => {
    fc.assert(
      fc.property(anyNote, (note) => {
        const text = formatNote(note);
        expect(parseNote(text)).toEqual(note);
        expect(parseNote(utf8(text))).toEqual(note);
      }),
      fixed,
    );
  });

  it("have one form: any bytes are refused or written again the same", () => {
    const nearly = fc.tuple(anyNote, fc.nat(), fc.nat({ max: 255 })).map(([note, at, byte]) => {
      const file = utf8(formatNote(note));
      return file.with(at % file.length, byte);
    });
    fc.assert(
      fc.property(fc.oneof(bytes(0, 60), nearly), (file) => {
        const code = codeOf(() => expect(utf8(formatNote(parseNote(file)))).toEqual(file));
        expect([undefined, "NOTE_MALFORMED"]).toContain(code);
      }),
      { ...fixed, numRuns: 500 },
    );
  });

  it("split at the last empty line", () => {
    const inner = formatNote({ text: "inner\n", signatures: [line] });
    const text = `outer\n\n${inner}\n`;
    expect(parseNote(formatNote({ text, signatures: [line] })).text).toBe(text);
  });

  it("are at most 1,000,000 bytes", () => {
    const end = `\n${formatSignatureLine(line)}`;
    const longest = `${"x".repeat(MAX_NOTE_BYTES - utf8(end).length - 1)}\n${end}`;
    expect(parseNote(longest).signatures).toEqual([line]);
    expect(() => parseNote(`x${longest}`)).toThrow(rejection("NOTE_MALFORMED"));
    expect(() => parseNote(utf8(`x${longest}`))).toThrow(rejection("NOTE_MALFORMED"));
  });

  it("have at most 100 signatures", () => {
    const signatures = Array.from({ length: MAX_NOTE_SIGNATURES }, () => line);
    const full = formatNote({ text: "x\n", signatures });
    expect(parseNote(full).signatures).toHaveLength(MAX_NOTE_SIGNATURES);
    expect(() => parseNote(full + formatSignatureLine(line))).toThrow(rejection("NOTE_MALFORMED"));
    expect(() => formatNote({ text: "x\n", signatures: [...signatures, line] })).toThrow(
      rejection("ARGUMENT_INVALID"),
    );
    expect(() => formatNote({ text: "x\n", signatures: [] })).toThrow(
      rejection("ARGUMENT_INVALID"),
    );
  });

  it("do not slow down on a flood of line feeds or dashes", () => {
    for (const flood of ["\n", "\u2014 ", "\n\n\u2014 a ", "="]) {
      const input = flood.repeat(Math.floor(MAX_NOTE_BYTES / utf8(flood).length));
      expect(codeOf(() => parseNote(input))).toBe("NOTE_MALFORMED");
    }
  });

  it.each(["no line feed", "a\tb\n", "a\rb\n", "\ud800\n"])("do not carry %j", (text) => {
    expect(() => requireNoteText(text)).toThrow(rejection("ARGUMENT_INVALID"));
    expect(() => formatNote({ text, signatures: [line] })).toThrow(rejection("ARGUMENT_INVALID"));
  });

  it("sign the bytes of the text with its final line feed", () => {
    expect(requireNoteText("ä\n")).toEqual(utf8("ä\n"));
  });
});

describe("parseSignatureLines", () => {
  it("reads one or more whole lines", () => {
    const block = formatSignatureLine(line);
    expect(parseSignatureLines(block + block)).toEqual([line, line]);
    for (const odd of ["", "\n", block.slice(0, -1), `${block}\n`, `${block}x\n`]) {
      expect(parseSignatureLines(odd)).toBeUndefined();
    }
  });
});
