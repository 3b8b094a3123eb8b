import { readFileSync } from "node:fs";

const BOOTSTRAP_FOLDER = new URL("../bootstrap/", import.meta.url);

/** The text of a file of this package's folder `bootstrap`. */
export function bootstrapFile(name: string): string {
  return readFileSync(new URL(name, BOOTSTRAP_FOLDER), "utf8");
}
