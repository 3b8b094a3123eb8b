import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalize } from "../json/canonical.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { hasOwnNonce, withNonce } from "./nonce.ts";

const zeros = (bytes: number) => new Uint8Array(bytes);
const sealer = masterKeySealer(new Uint8Array(32).fill(7), zeros);
const stranger = masterKeySealer(new Uint8Array(32).fill(8), zeros);
const nonceOf = (text: string) => sealer.nonce(text);

function recorded(event: {
  readonly Message: string;
  readonly Details: { Nonce: string };
}): string {
  const text = canonicalize({ ...event, Nonce: "", Occurred: "2026-01-01T00:00:00.000Z" });
  return withNonce(text, nonceOf(text));
}

const events = fc.record({
  Message: fc.oneof(fc.string(), fc.constant('"Nonce":"'), fc.constant('\\"Nonce":"x')),
  Details: fc.record({ Nonce: fc.string() }),
});

test("the bytes are those of the event with its nonce, whatever its strings hold", () => {
  fc.assert(
    fc.property(events, (event) => {
      const body = recorded(event);
      expect(canonicalize(JSON.parse(body))).toBe(body);
      expect(JSON.parse(body)).toMatchObject(event);
      expect(JSON.parse(body).Nonce).toMatch(/^[\w-]{22}$/);
    }),
  );
});

test("only the key creates the nonce of an event", () => {
  fc.assert(
    fc.property(events, (event) => {
      const body = recorded(event);
      expect(hasOwnNonce(body, nonceOf)).toBe(true);
      expect(hasOwnNonce(body, (text) => stranger.nonce(text))).toBe(false);
    }),
  );
});

test("an event with any character changed does not match its nonce", () => {
  const body = recorded({ Message: "a was changed", Details: { Nonce: "inner" } });
  for (let place = 0; place < body.length; place++) {
    const other = body[place] === "x" ? "y" : "x";
    const forged = body.slice(0, place) + other + body.slice(place + 1);
    expect(hasOwnNonce(forged, nonceOf), forged).toBe(false);
  }
});

test.each(["", "{}", '"Nonce":"', '{"Nonce":"short"}', '{"Nonce":1}'])(
  "a text that is not an event has none: %j",
  (text) => expect(hasOwnNonce(text, nonceOf)).toBe(false),
);
