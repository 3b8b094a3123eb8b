import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Creates a directory that is removed when the current test ends.
 *
 * @param files texts by their paths inside it
 * @returns its absolute path
 */
export function temporaryDirectory(files: Record<string, string> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), "indelible-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}
