import {
  type DocumentDefinition,
  flag,
  list,
  machines,
  map,
  name,
  optionalText,
  projects,
  tenants,
  time,
} from "@indelible/domain";
import type { SnapshotTools } from "@indelible/engine";
import { frozenDocuments, RUNS_MAX } from "@indelible/engine";
import type { Caller, RouteRequest } from "@indelible/kernel";
import { invalid } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentService } from "../../documents/document-service.ts";
import { tenantsTagged } from "./tagged-tenants.ts";

/** What commands that run something stand on. */
export interface RunCommandOptions extends SnapshotTools {
  readonly trail: Trail;
  readonly service: DocumentService;
}

/** What every command that runs something takes, with names in place of ids. */
export const runCommandFields = {
  ProjectName: name(),
  ForcePackageDownload: flag(),
  SpecificMachineNames: list(name()),
  ExcludedMachineNames: list(name()),
  SkipStepNames: list(name()),
  UseGuidedFailure: flag(),
  RunAt: time(),
  NoRunAfter: time(),
  Variables: map(optionalText()),
};

/** The fields of runs that follow from a command; `source` is the release or the runbook snapshot. */
export async function runFieldsOf(
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
  command: JsonObject,
  source: StoredDocument,
): Promise<JsonObject> {
  const idsOf = async (field: string) =>
    (await allNamed(options, request, caller, machines, command[field] as string[])).map(
      ({ id }) => id,
    );
  return {
    ForcePackageDownload: command.ForcePackageDownload ?? false,
    SpecificMachineIds: await idsOf("SpecificMachineNames"),
    ExcludedMachineIds: await idsOf("ExcludedMachineNames"),
    SkipActions: await skippedActions(options, source, command.SkipStepNames as string[]),
    UseGuidedFailure: command.UseGuidedFailure ?? false,
    ...(command.RunAt ? { QueueTime: command.RunAt } : {}),
    ...(command.NoRunAfter ? { QueueTimeExpiry: command.NoRunAfter } : {}),
    FormValues: command.Variables ?? {},
  };
}

/** Fails with 400 when a command asks for nothing, or for more than one may make. */
export function checkCount(asked: readonly unknown[], place: string, runs: string): void {
  if (asked.length === 0) throw invalid(`Name at least one ${place}.`);
  if (asked.length > RUNS_MAX) throw invalid(`One command makes at most ${RUNS_MAX} ${runs}.`);
}

/** The documents of a type by id, slug or name, as far as the caller may see them; else 404. */
export async function allNamed(
  { service }: RunCommandOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  definition: DocumentDefinition,
  references: readonly string[],
): Promise<StoredDocument[]> {
  const found: StoredDocument[] = [];
  for (const reference of references) {
    found.push(await service.get(caller, definition, spaceId, reference));
  }
  return found;
}

/** The tenants that a command names, and those that have one of the tags that it names. */
export async function tenantsAsked(
  options: RunCommandOptions,
  request: RouteRequest,
  caller: Caller,
  command: JsonObject,
): Promise<string[]> {
  const named = await allNamed(options, request, caller, tenants, command.Tenants as string[]);
  const tags = command.TenantTags as string[];
  const tagged = tags.length === 0 ? [] : await tenantsWith(options, request, caller, tags);
  return [...new Set([...named, ...tagged].map(({ id }) => id))];
}

async function tenantsWith(
  { service }: RunCommandOptions,
  { spaceId }: RouteRequest,
  caller: Caller,
  tags: readonly string[],
): Promise<readonly StoredDocument[]> {
  // One too many shows that there are too many.
  const query = tenantsTagged(spaceId, tags, RUNS_MAX + 1);
  return (await service.list(caller, tenants, query)).documents;
}

/** The actions of the steps, or by the names, that a command leaves out. */
async function skippedActions(
  options: RunCommandOptions,
  source: StoredDocument,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const project = await options.trail.documentOf(projects, String(source.body.ProjectId));
  if (project === undefined) return [];
  const { process } = await frozenDocuments(options, project, source.body);
  const wanted = new Set(names.map((one) => one.toLowerCase()));
  const isNamed = ({ Name }: { readonly Name: string }) => wanted.has(Name.toLowerCase());
  return process.body.Steps.flatMap((step) =>
    step.Actions.filter((action) => isNamed(step) || isNamed(action)).map(({ Id }) => Id ?? ""),
  );
}
