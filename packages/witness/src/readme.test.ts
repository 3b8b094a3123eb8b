/** The program in the README runs here. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";

test("the program in the README prints what it says", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, program = ""] = /^```js\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const folder = new URL("../.build/readme/", import.meta.url);
  await mkdir(folder, { recursive: true });
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = new URL("program.mjs", folder);
  await writeFile(path, program);
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  onTestFinished(() => log.mockRestore());
  await import(fileURLToPath(path));
  const [, promised] = /^\/\/ prints: (.*)$/m.exec(program) ?? [];
  expect(log.mock.calls).toEqual([[promised]]);
});
