import type { PackageReference } from "./package-references.ts";

/** A version that a client requested for some packages: by step, by package, or for all. */
export interface PackageChoice {
  /**
   * What has to match, regardless of case: a step, an action or a package id, then the name of the
   * reference.
   */
  readonly names: readonly string[];
  readonly version: string;
}

const ANY = "*";

/**
 * Parses `Version`, `StepName:Version`, `PackageId:Version` or `StepName:PackageName:Version`; `*`
 * matches any name. Undefined for anything else.
 */
export function parsePackageChoice(text: string): PackageChoice | undefined {
  const parts = text.split(":").map((part) => part.trim());
  const version = parts.pop() ?? "";
  if (version === "" || parts.length > 2 || parts.includes("")) return undefined;
  return { names: parts, version };
}

/**
 * The version that was requested for a package, by the most specific choice; undefined if there is
 * none.
 */
export function chosenVersion(
  choices: readonly PackageChoice[],
  reference: PackageReference,
): string | undefined {
  const ranked = choices
    .filter((choice) => isFor(choice, reference))
    .sort((a, b) => namesGiven(b) - namesGiven(a));
  return ranked[0]?.version;
}

function isFor({ names: [owner = ANY, name = ANY] }: PackageChoice, reference: PackageReference) {
  const { stepName, actionName, packageId } = reference;
  const owners = name === ANY ? [stepName, actionName, packageId] : [stepName, actionName];
  const named = [reference.name, packageId];
  return matches(owner, owners) && matches(name, named);
}

function matches(wanted: string, names: readonly string[]): boolean {
  return wanted === ANY || names.some((name) => name.toLowerCase() === wanted.toLowerCase());
}

function namesGiven({ names }: PackageChoice): number {
  return names.filter((name) => name !== ANY).length;
}
