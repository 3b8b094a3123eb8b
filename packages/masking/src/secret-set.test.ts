import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MASK } from "./mask-text.ts";
import { MaskingCursor } from "./masking-cursor.ts";
import { MaskingError } from "./masking-error.ts";
import { SecretSet } from "./secret-set.ts";

function masked(secrets: SecretSet, text: string): string {
  const cursor = new MaskingCursor(secrets);
  return cursor.write(text) + cursor.end();
}

describe("a set of secrets", () => {
  it("does not change when larger sets are derived from it, also before its first use", () => {
    const none = SecretSet.empty();
    const one = none.with("hunter22");
    const two = one.with("swordfish", "hunter");
    const text = "hunter22 hunter swordfish";
    expect(masked(two, text)).toBe(`${MASK} ${MASK} ${MASK}`);
    expect(masked(one, text)).toBe(`${MASK} hunter swordfish`);
    expect(masked(none, text)).toBe(text);
  });

  it("is returned itself for secrets that it has", () => {
    const secrets = SecretSet.empty().with("hunter22", "swordfish");
    expect(secrets.with("swordfish", "hunter22")).toBe(secrets);
    expect(secrets.with()).toBe(secrets);
  });

  it("builds the automaton of its cursors once", () => {
    const secrets = SecretSet.empty().with("hunter22");
    expect(secrets.automaton).toBe(secrets.automaton);
  });

  it("masks the same, in whatever steps it was built", () => {
    const secret = fc.string({ unit: fc.constantFrom(..."ab-"), minLength: 2, maxLength: 6 });
    const some = fc.array(secret, { maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom(..."ab- \n"), maxLength: 40 });
    fc.assert(
      fc.property(some, some, some, text, (first, second, third, sought) => {
        const stem = SecretSet.empty().with(...first);
        const branch = stem.with(...second);
        const other = third.reduce((set, added) => set.with(added), stem);
        expect(masked(branch, sought)).toBe(
          masked(SecretSet.empty().with(...first, ...second), sought),
        );
        expect(masked(other, sought)).toBe(
          masked(SecretSet.empty().with(...first, ...third), sought),
        );
        expect(masked(stem, sought)).toBe(masked(SecretSet.empty().with(...first), sought));
      }),
      { seed: 23, numRuns: 100 },
    );
  });

  it("refuses secrets that are too long together, and remains usable", () => {
    const secrets = SecretSet.empty(2_000).with("hunter22");
    const error = errorOf(() => secrets.with("swordfish", "a long secret".repeat(10)));
    expect(error).toBeInstanceOf(MaskingError);
    expect(String(error)).not.toContain("a long");
    expect(masked(secrets, "hunter22 swordfish")).toBe(`${MASK} swordfish`);
    expect(() => secrets.with("a long secret".repeat(10))).toThrow(MaskingError);
    expect(masked(secrets.with("password1"), "hunter22 swordfish password1")).toBe(
      `${MASK} swordfish ${MASK}`,
    );
  });
});

function errorOf(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}
