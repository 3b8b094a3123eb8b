import type { Release } from "@indelible/domain";
import { ActionError } from "../actions/action-error.ts";
import type { ActionPackages } from "../actions/action-kind.ts";
import type { OpenedPackage, OpenPackage } from "../ports/package-store.ts";
import type { ProcessAction } from "./process.ts";

/** The version of a package of an action that a release or a runbook snapshot selects. */
export type SelectedPackage = Pick<
  Release["SelectedPackages"][number],
  "ActionName" | "PackageReferenceName" | "Version"
>;

/** The packages of a run, in the versions that its release or runbook snapshot selects. */
export class PackageFiles {
  readonly #open: OpenPackage;
  readonly #spaceId: string;
  readonly #selected: readonly SelectedPackage[];

  constructor(open: OpenPackage, spaceId: string, selected: readonly SelectedPackage[]) {
    this.#open = open;
    this.#spaceId = spaceId;
    this.#selected = selected;
  }

  /** The packages of an action; fails with ActionError when one is missing. */
  async of(action: ProcessAction): Promise<ActionPackages> {
    const found = await Promise.all(
      action.packages.map(async ({ name, packageId }) => {
        const version = this.#versionOf(action, name);
        const content = await this.#open(this.#spaceId, packageId, version);
        if (content === undefined) {
          throw new ActionError(
            `Package ${packageId} ${version || "(no version selected)"} is not in the built-in feed.`,
          );
        }
        return { name, packageId, version, content };
      }),
    );
    return {
      files: found.map(({ content }) => ({
        name: content.fileName,
        size: content.size,
        open: () => content.open(),
      })),
      variables: found.flatMap(variablesOf),
    };
  }

  #versionOf(action: ProcessAction, reference: string): string {
    const selection = this.#selected.find(
      ({ ActionName, PackageReferenceName }) =>
        ActionName.toLowerCase() === action.name.toLowerCase() &&
        PackageReferenceName === reference,
    );
    return selection?.Version ?? "";
  }
}

/** The variables by which scripts find a package; the primary package has no name in them. */
function variablesOf(found: {
  readonly name: string;
  readonly packageId: string;
  readonly version: string;
  readonly content: OpenedPackage;
}) {
  const prefix =
    found.name === "" ? "Octopus.Action.Package" : `Octopus.Action.Package[${found.name}]`;
  return [
    { name: `${prefix}.PackageId`, value: found.packageId },
    { name: `${prefix}.PackageVersion`, value: found.version },
    { name: `${prefix}.PackageFileName`, value: found.content.fileName },
    { name: `${prefix}.PackageFilePath`, value: found.content.fileName },
  ];
}
