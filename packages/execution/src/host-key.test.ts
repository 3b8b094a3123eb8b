import { expect, test } from "vitest";
import { ExecutionError } from "./execution-error.ts";
import { fingerprintOf, hostKeyPin } from "./host-key.ts";

// ssh-keygen -lf and ssh-keygen -E md5 -lf of this key.
const key = Buffer.from(
  "AAAAC3NzaC1lZDI1NTE5AAAAIKnBv7lWnU1Dw/jYk1Zp3aT3Xq5o0vD3n3mH3yB2J1Qd",
  "base64",
);
const sha256 = "SHA256:agRaVrSUF+UFTXifhbgi6T5M6AX5He/ePyEGh5F4seU";
const md5 = "e9:4a:c7:cb:1e:23:10:a7:20:b3:5c:c5:d1:94:db:3f";

test("a fingerprint is as OpenSSH prints it", () => {
  expect(fingerprintOf(key)).toBe(sha256);
});

test.each([sha256, ` ${sha256}\n`, `${sha256}=`, md5, `MD5:${md5}`, md5.toUpperCase()])(
  "%j pins the key",
  (fingerprint) => {
    const isPinned = hostKeyPin(fingerprint);
    expect(isPinned(key)).toBe(true);
    expect(isPinned(key.subarray(1))).toBe(false);
  },
);

test.each([
  "",
  "SHA256:",
  sha256.slice(0, -1),
  md5.slice(3),
  md5.replaceAll(":", ""),
  "1".repeat(500),
])("%j is no fingerprint", (fingerprint) => {
  const refused = expect(() => hostKeyPin(fingerprint));
  refused.toThrow(ExecutionError);
  refused.toThrow(/is not the fingerprint of a host key\.$/);
});
