import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { findSshd } from "./sshd.mjs";

function program(mode: number): string {
  const directory = temporaryDirectory({ sshd: "" });
  chmodSync(join(directory, "sshd"), mode);
  return directory;
}

test("SSHD has precedence over PATH", () => {
  const named = join(program(0o755), "sshd");
  expect(findSshd({ SSHD: named, PATH: program(0o755) })).toBe(named);
});

test("an SSHD that cannot be run is refused", () => {
  const unusable = join(program(0o644), "sshd");
  expect(() => findSshd({ SSHD: unusable })).toThrow("SSHD");
});

test("an empty SSHD is ignored, and a file that is not a program is skipped", () => {
  const [text, real] = [program(0o644), program(0o755)];
  expect(findSshd({ SSHD: "", PATH: `${text}:${real}` })).toBe(join(real, "sshd"));
});
