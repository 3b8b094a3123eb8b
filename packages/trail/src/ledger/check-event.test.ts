import { expect, test } from "vitest";
import { masterKeySealer } from "../secrets/sealer.ts";
import { sha256Hex } from "../sha256.ts";
import { faultOf, type WaitingRow } from "./check-event.ts";

const { nonce } = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));

/** The row of an event with a body; a string replaces the canonical text. */
function rowOf(body: string, more: Partial<WaitingRow> = {}): WaitingRow {
  const occurred = "2026-11-22T12:00:00.000000Z";
  const row = { number: 1, occurred, space_id: null, scopes: [], body, digest: sha256Hex(body) };
  return { ...row, found: true, place: null, ...more };
}

test("an event that does not exist or is in the ledger already cannot be added", () => {
  expect(faultOf(rowOf("{}", { found: false }), nonce)).toBe("there is no such event");
  expect(faultOf(rowOf("{}", { place: 0 }), nonce)).toBe("it is in the ledger already");
});

test("the digest must be that of the body", () => {
  const digest = sha256Hex("another");
  expect(faultOf(rowOf("{}", { digest }), nonce)).toBe("its digest is not that of its body");
});

test("an event without the nonce of a server was not written by one", () => {
  expect(faultOf(rowOf("{}"), nonce)).toBe("the server did not write it");
});

test("what is not an event is not accepted without the nonces either", () => {
  expect(faultOf(rowOf("{}"), undefined)).toBe("its body is not an event");
});
