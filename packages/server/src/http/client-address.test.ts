import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

describe("clientAddress", () => {
  it.each([
    ["198.51.100.7", "10.0.0.1", "198.51.100.7"],
    ["2001:db8::7", "10.0.0.1", "2001:db8::7"],
    ["::ffff:198.51.100.7", undefined, "198.51.100.7"],
    ["unknown", "10.0.0.1", "10.0.0.1"],
    ["198.51.100.7:4711", "10.0.0.1", "198.51.100.7"],
    ["[2001:db8::7]:4711", "10.0.0.1", "2001:db8::7"],
    ["[2001:db8::7]", "10.0.0.1", "2001:db8::7"],
    ["::1", "10.0.0.1", "::1"],
    ["198.51.100.7:port", "10.0.0.1", "10.0.0.1"],
    ["<script>", "::ffff:10.0.0.1", "10.0.0.1"],
    [undefined, "10.0.0.1", "10.0.0.1"],
    ["", undefined, null],
    [undefined, undefined, null],
  ])("of %s through %s is %s", (forwarded, peer, expected) => {
    expect(clientAddress(forwarded, peer)).toBe(expected);
  });
});
