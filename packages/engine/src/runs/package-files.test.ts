import { expect, test } from "vitest";
import { ActionError } from "../actions/action-error.ts";
import type { OpenedPackage } from "../ports/package-store.ts";
import { readAction } from "../testing/process-samples.ts";
import { PackageFiles } from "./package-files.ts";

function opened(fileName: string): OpenedPackage {
  return {
    fileName,
    size: 5,
    sha256: "",
    open: async function* () {
      yield Buffer.from("hello");
    },
  };
}

const SELECTED = [
  { ActionName: "deploy", PackageReferenceName: "", Version: "1.2.0" },
  { ActionName: "Deploy", PackageReferenceName: "tools", Version: "3.0.0" },
  { ActionName: "Other", PackageReferenceName: "", Version: "9.0.0" },
];

function files(known: readonly string[]): PackageFiles {
  const open = async (spaceId: string, packageId: string, version: string) => {
    const name = `${packageId}.${version}`;
    return spaceId === "Spaces-1" && known.includes(name) ? opened(`${name}.zip`) : undefined;
  };
  return new PackageFiles(open, "Spaces-1", SELECTED);
}

const ACTION = readAction("Deploy", {
  Packages: [{ PackageId: "Shop" }, { Name: "tools", PackageId: "Tools" }],
});

test("an action gets its packages in the versions that the release selected", async () => {
  const packages = await files(["Shop.1.2.0", "Tools.3.0.0"]).of(ACTION);
  expect(packages.files.map(({ name, size }) => [name, size])).toEqual([
    ["Shop.1.2.0.zip", 5],
    ["Tools.3.0.0.zip", 5],
  ]);
  const [first] = packages.files;
  const content: Uint8Array[] = [];
  for await (const chunk of first?.open() ?? []) content.push(chunk);
  expect(Buffer.concat(content).toString()).toBe("hello");
});

test("scripts find the primary package without a name, others by theirs", async () => {
  const { variables } = await files(["Shop.1.2.0", "Tools.3.0.0"]).of(ACTION);
  const byName = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  expect(byName).toMatchObject({
    "Octopus.Action.Package.PackageId": "Shop",
    "Octopus.Action.Package.PackageVersion": "1.2.0",
    "Octopus.Action.Package.PackageFileName": "Shop.1.2.0.zip",
    "Octopus.Action.Package[tools].PackageVersion": "3.0.0",
    "Octopus.Action.Package[tools].PackageFilePath": "Tools.3.0.0.zip",
  });
});

test("a missing package is an error that names it", async () => {
  const missing = files(["Shop.1.2.0"]).of(ACTION);
  await expect(missing).rejects.toThrow(
    new ActionError("Package Tools 3.0.0 is not in the built-in feed."),
  );
  const unselected = files([]).of(readAction("New", { Packages: [{ PackageId: "Shop" }] }));
  await expect(unselected).rejects.toThrow(
    new ActionError("Package Shop (no version selected) is not in the built-in feed."),
  );
});
