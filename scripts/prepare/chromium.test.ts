import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { findChromium } from "./chromium.mjs";

function program(name: string, mode = 0o755): string {
  const directory = temporaryDirectory({ [name]: "" });
  chmodSync(join(directory, name), mode);
  return directory;
}

test("CHROMIUM has precedence over PATH", () => {
  const named = join(program("browser"), "browser");
  expect(findChromium({ CHROMIUM: named, PATH: program("chromium") })).toBe(named);
});

test("a CHROMIUM that cannot be run is refused", () => {
  const unusable = join(program("browser", 0o644), "browser");
  expect(() => findChromium({ CHROMIUM: unusable })).toThrow("CHROMIUM");
});

test("Chromium has precedence over Chrome, and an empty CHROMIUM is ignored", () => {
  const [chrome, chromium] = [program("google-chrome"), program("chromium")];
  const env = { CHROMIUM: "", PATH: `${chrome}:${chromium}` };
  expect(findChromium(env)).toBe(join(chromium, "chromium"));
});

test("the headless Chromium has precedence", () => {
  const [whole, shell] = [program("chromium"), program("chromium-headless-shell")];
  expect(findChromium({ PATH: `${whole}:${shell}` })).toBe(join(shell, "chromium-headless-shell"));
});

test("a file that is not a program is skipped", () => {
  const [text, chrome] = [program("chromium", 0o644), program("google-chrome")];
  expect(findChromium({ PATH: `${text}:${chrome}` })).toBe(join(chrome, "google-chrome"));
});
