/**
 * A property name as words: `MinimumEnvironmentsBeforePromotion` becomes "Minimum environments
 * before promotion". The ending that says "holds ids" is dropped, because the page shows what the
 * ids name: `ProjectGroupId` is "Project group" and `EnvironmentIds` is "Environments". Names that
 * are not written as joined words (keys chosen by users) are returned unchanged.
 */
export function propertyName(name: string): string {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name) || name === "Id") return name;
  const stem = name.replace(/(?<=[a-z])Ids$/, "s").replace(/(?<=[a-z])Id$/, "");
  const words = stem.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [stem];
  return words.map(spelled).join(" ");
}

// The API writes some abbreviations like words.
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  "Arn",
  "Json",
  "Oidc",
  "Rpc",
  "Ssh",
  "Uri",
  "Url",
]);

function spelled(word: string, index: number): string {
  if (ABBREVIATIONS.has(word)) return word.toUpperCase();
  return index === 0 || /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase();
}
