import { expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "packages/trail": { version: "0.1.0" },
    "node_modules/@indelible/trail": { resolved: "packages/trail", link: true },
    "node_modules/pg": { version: "8.23.1" },
    "node_modules/fsevents": { version: "2.3.3", optional: true },
  },
};

const link = { resolved: "packages/trail", link: true };

test("an install with the locked versions is current, whatever the platform left out", () => {
  const installed = {
    packages: { "node_modules/@indelible/trail": link, "node_modules/pg": { version: "8.23.1" } },
  };
  expect(isInstalled(wanted, installed)).toBe(true);
});

test.each([
  ["nothing is installed", {}],
  ["a package is missing", { "node_modules/@indelible/trail": link }],
  ["a workspace is not linked", { "node_modules/pg": { version: "8.23.1" } }],
  [
    "a version differs",
    { "node_modules/@indelible/trail": link, "node_modules/pg": { version: "8.23.0" } },
  ],
])("an install is stale when %s", (_, packages) => {
  expect(isInstalled(wanted, { packages })).toBe(false);
});
