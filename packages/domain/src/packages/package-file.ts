import { parsePackageVersion } from "./package-version.ts";

/** The parts of the name of a package's file. */
export interface PackageFile {
  readonly packageId: string;
  readonly version: string;
  /** With the dot: `.tar.gz`. */
  readonly extension: string;
}

/** Characters of a package's id. */
export const PACKAGE_ID_LENGTH_MAX = 200;

/**
 * The extensions that packages may have, those of Octopus Deploy; a longer one is before those that
 * it ends with.
 */
export const PACKAGE_EXTENSIONS: readonly string[] = [
  ".tar.gz",
  ".tar.bz2",
  ".tar.bz",
  ".tar.Z",
  ".tgz",
  ".tbz2",
  ".tbz",
  ".tar",
  ".nupkg",
  ".zip",
  ".jar",
  ".war",
  ".ear",
  ".rar",
];

/** Letters and digits of any script and underscores, in parts joined by dots or dashes. */
const PACKAGE_ID = /^[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*$/u;

/** Whether a text can be the id of a package: at most 200 characters, no white space. */
export function isPackageId(text: string): boolean {
  return text.length <= PACKAGE_ID_LENGTH_MAX && PACKAGE_ID.test(text);
}

/**
 * Parses `<id>.<version>`: the id ends at the first dot after which the rest is a version, so
 * `Shop.Web.1.2.0` is version 1.2.0 of Shop.Web. Undefined for any other text.
 */
export function parsePackageName(
  name: string,
): Pick<PackageFile, "packageId" | "version"> | undefined {
  for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1)) {
    const [packageId, version] = [name.slice(0, dot), name.slice(dot + 1)];
    if (parsePackageVersion(version) !== undefined && isPackageId(packageId)) {
      return { packageId, version };
    }
  }
  return undefined;
}

/** Parses the name of a package's file, `Shop.Web.1.2.0.zip`; undefined for any other text. */
export function parsePackageFileName(fileName: string): PackageFile | undefined {
  const lower = fileName.toLowerCase();
  const extension = PACKAGE_EXTENSIONS.find((known) => lower.endsWith(known.toLowerCase()));
  if (extension === undefined) return undefined;
  const parsed = parsePackageName(fileName.slice(0, -extension.length));
  return parsed === undefined ? undefined : { ...parsed, extension };
}
