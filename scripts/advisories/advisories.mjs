import semver from "semver";
import { SetupError } from "../prepare/setup-error.mjs";

/**
 * A known vulnerability of some versions of a package.
 *
 * @typedef {object} Advisory
 * @property {string} package the name of the package on npm
 * @property {string} range the vulnerable versions, as a semver range
 * @property {string} id of the database of advisories, such as `GHSA-...` or `CVE-...`
 * @property {string} url the page of the advisory
 */

/**
 * A package with its version.
 *
 * @typedef {object} Component
 * @property {string} name
 * @property {string} version
 */

/**
 * Reads a list of advisories.
 *
 * @param {string} text JSON: `{"checked": "2026-01-31", "advisories": [...]}`; `checked` is null if the
 *   list was never compared with a database of advisories
 * @returns {{ checked: string | null, advisories: Advisory[] }}
 * @throws {SetupError} when it is not such a list: a wrong range would find nothing
 */
export function readAdvisories(text) {
  const { checked, advisories } = parse(text);
  if (checked !== null && !/^\d{4}-\d\d-\d\d$/.test(checked)) {
    throw new SetupError("The list of advisories has no date `checked`, such as 2026-01-31.");
  }
  if (!Array.isArray(advisories)) throw new SetupError("`advisories` must be a list.");
  return { checked, advisories: advisories.map(readAdvisory) };
}

/**
 * @param {Partial<Advisory>} advisory
 * @returns {Advisory}
 */
function readAdvisory({ package: name, range, id, url }) {
  if (!isText(name) || !isText(range) || !isText(id) || !isText(url)) {
    throw new SetupError("An advisory must have the texts `package`, `range`, `id` and `url`.");
  }
  if (semver.validRange(range) === null) {
    throw new SetupError(`The range '${range}' of ${id} is not a semver range.`);
  }
  return { package: name, range, id, url };
}

/**
 * Reads the packages of a CycloneDX document, which `npm sbom` prints.
 *
 * @param {string} text
 * @returns {Component[]}
 * @throws {SetupError} when it has no list of components
 */
export function readComponents(text) {
  const { components } = parse(text);
  if (!Array.isArray(components) || components.length === 0) {
    throw new SetupError("The SBOM has no components.");
  }
  return components.map(({ group, name, version }) => ({
    name: isText(group) ? `${group}/${name}` : String(name),
    version: String(version),
  }));
}

/**
 * The packages whose version has an advisory.
 *
 * @param {readonly Component[]} components
 * @param {readonly Advisory[]} advisories
 * @returns {(Component & { advisory: Advisory })[]}
 */
export function vulnerable(components, advisories) {
  return components.flatMap(({ name, version }) =>
    advisories
      .filter((advisory) => advisory.package === name)
      .filter(({ range }) => semver.satisfies(version, range, { includePrerelease: true }))
      .map((advisory) => ({ name, version, advisory })),
  );
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SetupError(
      `The file is not valid JSON: ${error instanceof Error ? error.message : ""}`,
    );
  }
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isText(value) {
  return typeof value === "string" && value !== "";
}
