import type { Json, JsonObject } from "@indelible/trail/pure";
import { isArray, isObject } from "@indelible/trail/pure";

/** A package that an action of a process uses. */
export interface PackageReference {
  readonly stepName: string;
  readonly actionName: string;
  /** Its name among the action's packages; empty for the main one. */
  readonly name: string;
  readonly packageId: string;
  readonly feedId: string;
}

/** The properties that name the package of an action without a list of packages. */
const PACKAGE_PROPERTY = "Octopus.Action.Package.PackageId";
const FEED_PROPERTY = "Octopus.Action.Package.FeedId";

/**
 * The packages that a process uses for releases of a channel, in the order of its steps: those of
 * actions that are enabled and run in the channel.
 */
export function packageReferences(process: JsonObject, channelId: string): PackageReference[] {
  return objectsIn(process.Steps).flatMap((step) =>
    objectsIn(step.Actions)
      .filter((action) => action.IsDisabled !== true && isForChannel(action, channelId))
      .flatMap((action) => referencesOf(step, action)),
  );
}

function isForChannel({ Channels = [] }: JsonObject, channelId: string): boolean {
  return !isArray(Channels) || Channels.length === 0 || Channels.includes(channelId);
}

function referencesOf(step: JsonObject, action: JsonObject): PackageReference[] {
  const listed = objectsIn(action.Packages);
  const properties = isObject(action.Properties) ? action.Properties : {};
  const own = {
    PackageId: properties[PACKAGE_PROPERTY] ?? null,
    FeedId: properties[FEED_PROPERTY] ?? null,
  };
  const used: readonly JsonObject[] = listed.length > 0 ? listed : [own];
  return used.flatMap((reference) => {
    const packageId = textIn(reference.PackageId);
    if (packageId === "") return [];
    return [
      {
        stepName: textIn(step.Name),
        actionName: textIn(action.Name),
        name: textIn(reference.Name),
        packageId,
        feedId: textIn(reference.FeedId),
      },
    ];
  });
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return isArray(list) ? list.filter(isObject) : [];
}

function textIn(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
