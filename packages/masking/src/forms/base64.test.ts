import fc from "fast-check";
import { expect, test } from "vitest";
import { base64Forms } from "./base64.ts";

const bytes = fc.uint8Array({ minLength: 3, maxLength: 20 });
const around = fc.uint8Array({ maxLength: 7 });

test.each(["base64", "base64url"] as const)("one of the forms is in any longer %s", (encoding) => {
  fc.assert(
    fc.property(bytes, around, around, (secret, before, after) => {
      const text = Buffer.concat([before, secret, after]).toString(encoding);
      const [start, end] = [before.length, before.length + secret.length];
      const own = text.slice(Math.ceil((start * 8) / 6), Math.ceil((end * 8) / 6));
      expect(base64Forms(secret)).toContain(own);
    }),
    { seed: 29, numRuns: 300 },
  );
});

test("the forms of three bytes", () => {
  const forms = base64Forms(Buffer.from("abc"));
  expect(forms.filter((form) => form.length === 4)).toContain("YWJj");
  expect(new Set(forms.map((form) => form.length))).toEqual(new Set([3, 4]));
});
