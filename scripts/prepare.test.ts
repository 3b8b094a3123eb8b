import { spawnSync } from "node:child_process";
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../test/support/temporary-directory.ts";

const compiler = `
  const fs = require("node:fs");
  fs.mkdirSync("packages/ledger/dist", { recursive: true });
  process.exitCode = fs.readFileSync("packages/ledger/src/a.ts", "utf8") === "bad" ? 2 : 0;
  console.log("a.ts is bad");
`;

/** A clone with one package, nothing to install, and a compiler that refuses one specific text. */
function clone(): string {
  const root = temporaryDirectory({
    "package-lock.json": "{}",
    "tsconfig.json": '{"references":[{"path":"packages/ledger"}]}',
    "packages/ledger/src/a.ts": "good",
    "node_modules/typescript/bin/tsc": compiler,
  });
  cpSync(fileURLToPath(new URL(".", import.meta.url)), join(root, "scripts"), { recursive: true });
  return root;
}

function prepare(root: string, ...args: string[]): { status: number | null; output: string } {
  const script = join(root, "scripts/prepare.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

test("the first run builds, the second does and prints nothing", () => {
  const root = clone();
  expect(prepare(root)).toEqual({ status: 0, output: "Compiling the packages ...\n" });
  expect(prepare(root)).toEqual({ status: 0, output: "" });
});

test("an edit is built again", () => {
  const root = clone();
  prepare(root);
  writeFileSync(join(root, "packages/ledger/src/a.ts"), "better");
  expect(prepare(root).output).toContain("Compiling");
  expect(prepare(root).output).toBe("");
});

test("a failed build prints the reason, and is tried again", () => {
  const root = clone();
  writeFileSync(join(root, "packages/ledger/src/a.ts"), "bad");
  for (const attempt of [prepare(root), prepare(root)]) {
    expect(attempt.status).toBe(1);
    expect(attempt.output).toMatch(/a\.ts is bad\n.*failed: ended with status 2\.\n$/);
  }
  expect(existsSync(join(root, "node_modules/.indelible/compile.stamp"))).toBe(false);
});

test("an unknown purpose is refused with one error message", () => {
  const { status, output } = prepare(clone(), "--for=fun");
  expect(status).toBe(1);
  expect(output).toBe('--for must be start, build, bench or test, not "fun".\n');
});
