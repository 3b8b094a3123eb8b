/**
 * A property name as words: `MinimumEnvironmentsBeforePromotion` becomes "Minimum environments
 * before promotion". The ending that says "holds ids" is dropped, because the page shows what the
 * ids name: `ProjectGroupId` is "Project group" and `EnvironmentIds` is "Environments". Names that
 * are not written as joined words (keys chosen by users) come back unchanged.
 */
export function propertyName(name: string): string {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name) || name === "Id") return name;
  const stem = name.replace(/(?<=[a-z])Ids$/, "s").replace(/(?<=[a-z])Id$/, "");
  const words = stem.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [stem];
  return words.map((word, index) => (index === 0 ? word : lowerUnlessAcronym(word))).join(" ");
}

function lowerUnlessAcronym(word: string): string {
  return /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase();
}
