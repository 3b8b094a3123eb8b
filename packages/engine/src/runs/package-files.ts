import type { JsonObject } from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { ActionPackages } from "../actions/action-kind.ts";
import type { OpenedPackage, OpenPackage } from "../ports/package-store.ts";
import type { ProcessAction } from "./process.ts";

/** The packages of a run, in the versions that its release selected. */
export class PackageFiles {
  readonly #open: OpenPackage;
  readonly #spaceId: string;
  readonly #selected: readonly JsonObject[];

  constructor(open: OpenPackage, spaceId: string, selected: readonly JsonObject[]) {
    this.#open = open;
    this.#spaceId = spaceId;
    this.#selected = selected;
  }

  /** The packages of an action; fails with ActionError for one that is missing. */
  async of(action: ProcessAction): Promise<ActionPackages> {
    const taken = await Promise.all(
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
      files: taken.map(({ content }) => ({
        name: content.fileName,
        size: content.size,
        open: () => content.open(),
      })),
      variables: taken.flatMap(variablesOf),
    };
  }

  #versionOf(action: ProcessAction, reference: string): string {
    const selection = this.#selected.find(({ ActionName, PackageReferenceName }) => {
      const isAction = String(ActionName).toLowerCase() === action.name.toLowerCase();
      return isAction && String(PackageReferenceName ?? "") === reference;
    });
    return String(selection?.Version ?? "");
  }
}

/** The names by which scripts find a package: the primary one has none of its own. */
function variablesOf(taken: {
  readonly name: string;
  readonly packageId: string;
  readonly version: string;
  readonly content: OpenedPackage;
}) {
  const prefix =
    taken.name === "" ? "Octopus.Action.Package" : `Octopus.Action.Package[${taken.name}]`;
  return [
    { name: `${prefix}.PackageId`, value: taken.packageId },
    { name: `${prefix}.PackageVersion`, value: taken.version },
    { name: `${prefix}.PackageFileName`, value: taken.content.fileName },
    { name: `${prefix}.PackageFilePath`, value: taken.content.fileName },
  ];
}
