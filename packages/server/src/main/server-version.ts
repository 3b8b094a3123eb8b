import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../package.json", import.meta.url);

/** The version of the server's package; `unknown` if its file has none. */
export function serverVersion(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version?: string };
  return version ?? "unknown";
}
