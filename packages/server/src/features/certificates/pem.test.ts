import fc from "fast-check";
import { expect, test } from "vitest";
import { isPem, pemOf, readPem } from "./pem.ts";

const label = fc.constantFrom("CERTIFICATE", "PRIVATE KEY", "X509 CRL");
const block = fc.record({ label, bytes: fc.uint8Array() });

test("blocks that are written are read again, whatever is between them", () => {
  fc.assert(
    fc.property(fc.array(block), fc.constantFrom("\n", "\r\n", "\r"), (blocks, lineEnd) => {
      const text = blocks.map(({ label, bytes }) => `a comment\n${pemOf(label, bytes)}`).join("");
      const found = readPem(text.replaceAll("\n", lineEnd));
      expect(found.map(({ label, bytes }) => ({ label, bytes: new Uint8Array(bytes) }))).toEqual(
        blocks.map(({ label, bytes }) => ({ label, bytes: new Uint8Array(bytes) })),
      );
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("lines have 64 characters, and the text of a block is kept", () => {
  const text = pemOf("CERTIFICATE", new Uint8Array(60));
  expect(text.split("\n").map(({ length }) => length)).toEqual([27, 64, 16, 25, 0]);
  expect(readPem(`before\n${text}after`)[0]?.text).toBe(text);
});

test("headers of a block are not part of its content", () => {
  const text = "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END A-----\n";
  expect(readPem(text)[0]?.bytes.toString("hex")).toBe("010203");
});

test("a block without end is refused", () => {
  expect(() => readPem("-----BEGIN A-----\nAQID\n-----END B-----\n")).toThrow(
    expect.objectContaining({ errors: ["The file ends within its A."] }),
  );
});

test("files without a first line of a block are not PEM", () => {
  expect(isPem(Buffer.from(pemOf("A", new Uint8Array(1))))).toBe(true);
  expect(isPem(Buffer.from("BEGIN"))).toBe(false);
});
