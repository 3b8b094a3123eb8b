import { renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { fingerprint, readStamp, writeStamp } from "./fingerprint.mjs";

const files = { "src/a.ts": "a", "src/deep/b.ts": "b", "package.json": "{}" };
const inputs = ["src", "package.json"];

test("an edit, a new file, a rename and a removal change the fingerprint", () => {
  const root = temporaryDirectory(files);
  const seen = [fingerprint(root, inputs)];
  const note = () => seen.push(fingerprint(root, inputs));
  writeFileSync(join(root, "src/a.ts"), "A");
  note();
  writeFileSync(join(root, "src/c.ts"), "");
  note();
  renameSync(join(root, "src/c.ts"), join(root, "src/d.ts"));
  note();
  rmSync(join(root, "src/deep"), { recursive: true });
  note();
  rmSync(join(root, "package.json"));
  note();
  expect(new Set(seen).size).toBe(seen.length);
});

test("times, tests, results and the order of the paths do not", () => {
  const root = temporaryDirectory(files);
  const before = fingerprint(root, inputs);
  utimesSync(join(root, "src/a.ts"), 1, 1);
  writeFileSync(join(root, "src/a.test.ts"), "test");
  expect(fingerprint(root, inputs.toReversed())).toBe(before);
  const built = temporaryDirectory({ ...files, "src/dist/a.js": "", "src/node_modules/c.js": "" });
  expect(fingerprint(built, inputs)).toBe(before);
});

test("a boundary between two files cannot move", () => {
  const one = temporaryDirectory({ "src/a": "1", "src/b": "23" });
  const other = temporaryDirectory({ "src/a": "12", "src/b": "3" });
  expect(fingerprint(one, ["src"])).not.toBe(fingerprint(other, ["src"]));
});

test("a stamp is kept by its step", () => {
  const root = temporaryDirectory();
  expect(readStamp(root, "compile")).toBeUndefined();
  writeStamp(root, "compile", "1");
  expect(readStamp(root, "compile")).toBe("1");
  expect(readStamp(root, "portal")).toBeUndefined();
});
