import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isPackageId,
  PACKAGE_EXTENSIONS,
  parsePackageFileName,
  parsePackageName,
} from "./package-file.ts";

describe("the name of a package's file", () => {
  test.each([
    ["Hello.1.0.0.zip", "Hello", "1.0.0", ".zip"],
    ["hello-world.1.0.0.zip", "hello-world", "1.0.0", ".zip"],
    ["Shop.Web.1.2.0.4.nupkg", "Shop.Web", "1.2.0.4", ".nupkg"],
    ["Shop.Web.1.2.0-rc.1+5114f85.tar.gz", "Shop.Web", "1.2.0-rc.1+5114f85", ".tar.gz"],
    ["Shop.1.TGZ", "Shop", "1", ".tgz"],
    ["Shop.1.0.tar.z", "Shop", "1.0", ".tar.Z"],
    ["net48.2.1.jar", "net48", "2.1", ".jar"],
    ["Lib.2.1.0.0.0.zip", "Lib.2", "1.0.0.0", ".zip"],
    ["Läden_1.2.0.war", "Läden_1", "2.0", ".war"],
  ])("%s", (fileName, packageId, version, extension) => {
    expect(parsePackageFileName(fileName)).toEqual({ packageId, version, extension });
  });

  test.each([
    "",
    "Hello",
    "Hello.zip",
    "Hello.1.0.0",
    "Hello.1.0.0.exe",
    "1.0.0.zip.",
    ".1.0.0.zip",
    "1.zip",
    "-a.1.0.zip",
    "a..1.0.zip",
    "a b.1.0.zip",
    "../etc/passwd.1.0.zip",
    "a/b.1.0.zip",
    "a\\b.1.0.zip",
    "a\u0000.1.0.zip",
    "Hello.latest.zip",
    `${"a".repeat(201)}.1.0.zip`,
  ])("'%s' is not one", (fileName) => expect(parsePackageFileName(fileName)).toBeUndefined());

  test("is parsed into the parts that it was built from", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const id = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
    const number = fc.nat(9999);
    const version = fc
      .tuple(fc.array(number, { minLength: 1, maxLength: 4 }), fc.option(word))
      .map(([numbers, tag]) => numbers.join(".") + (tag === null ? "" : `-${tag}`));
    const extension = fc.constantFrom(...PACKAGE_EXTENSIONS);
    fc.assert(
      fc.property(id, version, extension, (packageId, wanted, end) => {
        expect(parsePackageFileName(`${packageId}.${wanted}${end}`)).toEqual({
          packageId,
          version: wanted,
          extension: end,
        });
      }),
    );
  });

  test("is parsed quickly, whatever it is", () => {
    const started = performance.now();
    for (const part of ["a_", "a.", "1.", "1-", "a-", "__"]) {
      parsePackageName(`${part.repeat(20_000)}!`);
      isPackageId(part.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
