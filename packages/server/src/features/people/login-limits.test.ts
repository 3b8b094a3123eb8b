import { describe, expect, it } from "vitest";
import { LOGIN_LIMITS } from "./login-limits.ts";

function keys(ipAddress: string | null, body: unknown): string[] {
  return LOGIN_LIMITS.map(({ key }) => key({ ipAddress, body }));
}

describe("LOGIN_LIMITS", () => {
  it("count by account and address together, by address, and by account", () => {
    expect(keys("192.0.2.1", { Username: "admin" })).toEqual([
      "192.0.2.1 admin",
      "192.0.2.1",
      "admin",
    ]);
  });

  it("count spellings that sign in the same user as one account", () => {
    const plain = keys("192.0.2.1", { Username: "admin" });
    expect(keys("192.0.2.1", { username: " ADMIN " })).toEqual(plain);
  });

  it("count an IPv6 network as one address, and IPv4 in IPv6 form as IPv4", () => {
    const [, network] = keys("2001:db8:0:1::1", {});
    expect(keys("2001:db8:0:1:ffff::2", {})[1]).toBe(network);
    expect(keys("2001:db8:0:2::1", {})[1]).not.toBe(network);
    expect(keys("::ffff:192.0.2.1", {})[1]).toBe("192.0.2.1");
  });

  it("use short keys, whatever is sent", () => {
    const [pair = "", , account = ""] = keys("192.0.2.1", { Username: "x".repeat(1_000_000) });
    expect([pair.length, account.length]).toEqual([74, 64]);
  });

  it.each([undefined, null, "text", 7, [], { Username: { a: 1 } }])(
    "accept %s as a body",
    (body) => {
      expect(keys(null, body)).toHaveLength(3);
    },
  );

  it("are highest where many users may share the key", () => {
    const [pair = 0, address = 0, account = 0] = LOGIN_LIMITS.map(
      ({ perMinuteMax }) => perMinuteMax,
    );
    expect(pair).toBeLessThan(Math.min(address, account));
  });
});
