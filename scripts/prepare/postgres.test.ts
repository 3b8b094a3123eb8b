import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { findPostgres, parseMajorVersion } from "./postgres.mjs";

/** A directory with programs that print the same as PostgreSQL's. */
function fakePostgres(version: string): string {
  const bin = temporaryDirectory({
    postgres: `#!/bin/sh\necho "postgres (PostgreSQL) ${version}"\n`,
    initdb: "#!/bin/sh\n",
  });
  chmodSync(join(bin, "postgres"), 0o755);
  chmodSync(join(bin, "initdb"), 0o755);
  return bin;
}

test.each([
  ["postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)", 15],
  ["postgres (PostgreSQL) 18beta1", 18],
  ["postgres (EnterpriseDB) 15", 0],
  ["", 0],
])("%j is of major version %i", (answer, major) => {
  expect(parseMajorVersion(answer)).toBe(major);
});

test("POSTGRES_BIN has precedence over PATH", () => {
  const [named, onPath] = [fakePostgres("16.1"), fakePostgres("17.1")];
  expect(findPostgres({ POSTGRES_BIN: named, PATH: onPath })).toBe(named);
});

test("a POSTGRES_BIN without a server that is new enough is refused", () => {
  expect(() => findPostgres({ POSTGRES_BIN: fakePostgres("14.9") })).toThrow("POSTGRES_BIN");
  expect(() => findPostgres({ POSTGRES_BIN: temporaryDirectory() })).toThrow("POSTGRES_BIN");
});

test("the first on PATH that is new enough is used", () => {
  const [old, recent] = [fakePostgres("14.9"), fakePostgres("15.1")];
  expect(findPostgres({ PATH: `${old}:${recent}` })).toBe(recent);
});

test("a link on PATH is resolved to the directory with initdb", () => {
  const bin = fakePostgres("15.1");
  const links = temporaryDirectory();
  symlinkSync(join(bin, "postgres"), join(links, "postgres"));
  expect(findPostgres({ PATH: links })).toBe(bin);
});
