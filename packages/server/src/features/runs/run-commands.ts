import {
  type BodyOf,
  type DocumentDefinition,
  environments,
  flag,
  list,
  machines,
  map,
  name,
  object,
  optionalText,
  projects,
  type RunbookSnapshot,
  tenants,
  time,
} from "@indelible/domain";
import type { SnapshotTools } from "@indelible/engine";
import { frozenDocuments, RUNS_MAX, type RunSource } from "@indelible/engine";
import type { Answer, Caller, Fields } from "@indelible/kernel";
import { invalid } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentService } from "../../documents/document-service.ts";
import type { RunBody } from "./run-hooks.ts";
import { tenantsTagged } from "./tagged-tenants.ts";

/** Dependencies of the commands that deploy releases and run runbooks. */
export interface RunCommandOptions extends SnapshotTools {
  readonly trail: Trail;
  readonly service: DocumentService;
}

/** A command in its space, for its caller. */
export interface CommandContext extends RunCommandOptions {
  readonly spaceId: string;
  readonly caller: Caller;
}

/** The fields of every command that creates runs, with names in place of ids. API reference, section 6. */
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

/** The fields by which a command selects tenants. */
export const tenantFields = { Tenants: list(name()), TenantTags: list(name()) };

const runCommand = object(runCommandFields);
const tenantCommand = object(tenantFields);

/** A release or a runbook snapshot. */
type Source = StoredDocument<RunSource & Pick<RunbookSnapshot, "ProjectId">>;

/** The fields of runs that a command determines, whatever it runs. */
export async function fieldsOfCommand(
  context: CommandContext,
  command: BodyOf<typeof runCommand>,
  source: Source,
): Promise<Fields<RunBody>> {
  const machineIds = async (names: readonly string[]) =>
    (await allNamed(context, machines, names)).map(({ id }) => id);
  return {
    ForcePackageDownload: command.ForcePackageDownload,
    SpecificMachineIds: await machineIds(command.SpecificMachineNames),
    ExcludedMachineIds: await machineIds(command.ExcludedMachineNames),
    SkipActions: await skippedActions(context, source, command.SkipStepNames),
    UseGuidedFailure: command.UseGuidedFailure,
    ...(command.RunAt ? { QueueTime: command.RunAt } : {}),
    ...(command.NoRunAfter ? { QueueTimeExpiry: command.NoRunAfter } : {}),
    FormValues: command.Variables,
  };
}

/** What the messages and the answer of a command call the runs that it creates. */
export interface RunNames {
  /** In the fields of the answer: `DeploymentServerTasks`, `DeploymentId`. */
  readonly one: "Deployment" | "RunbookRun";
  readonly many: string;
  /** What a command must name at least one of. */
  readonly place: string;
}

/**
 * Creates one run for each place in one commit, and answers with their tasks. Fails with 400 for no
 * place and for more than `RUNS_MAX`.
 */
export async function createRuns<Run extends RunBody>(
  { service, caller, spaceId }: CommandContext,
  definition: DocumentDefinition<Run>,
  fields: Fields<Run>,
  places: readonly Place[],
  { one, many, place }: RunNames,
): Promise<Answer> {
  if (places.length === 0) throw invalid(`Name at least one ${place}.`);
  if (places.length > RUNS_MAX) throw invalid(`One command creates at most ${RUNS_MAX} ${many}.`);
  const bodies = places.map((each) => ({ ...fields, ...each }));
  const created = await service.createAll(caller, definition, spaceId, bodies);
  const tasks = created.map(({ id, body }) => ({ [`${one}Id`]: id, ServerTaskId: body.TaskId }));
  return { status: 201, body: { [`${one}ServerTasks`]: tasks } };
}

/** Where a run takes place, and for which tenant. */
export type Place = Pick<RunBody, "EnvironmentId" | "TenantId">;

/** Every environment for every tenant; null stands for no tenant. */
export function placesIn(
  environmentIds: readonly string[],
  tenantIds: readonly (string | null)[],
): Place[] {
  return environmentIds.flatMap((EnvironmentId) =>
    tenantIds.map((TenantId) => ({ EnvironmentId, TenantId })),
  );
}

/** The ids of the environments with these names. */
export async function environmentsNamed(
  context: CommandContext,
  names: readonly string[],
): Promise<string[]> {
  return (await allNamed(context, environments, names)).map(({ id }) => id);
}

/** The ids of the tenants that a command names, and of those that have one of its tags. */
export async function tenantsNamed(
  context: CommandContext,
  { Tenants, TenantTags }: BodyOf<typeof tenantCommand>,
): Promise<string[]> {
  const { service, caller, spaceId } = context;
  const named = await allNamed(context, tenants, Tenants);
  // One more than a command may create shows that there are too many.
  const query = tenantsTagged(spaceId, TenantTags, RUNS_MAX + 1);
  const tagged =
    TenantTags.length === 0 ? [] : (await service.list(caller, tenants, query)).documents;
  return [...new Set([...named, ...tagged].map(({ id }) => id))];
}

/** The documents of a type by id, slug or name; 404 for one that the caller may not see. */
async function allNamed<Body extends JsonObject>(
  { service, caller, spaceId }: CommandContext,
  definition: DocumentDefinition<Body>,
  references: readonly string[],
): Promise<StoredDocument<Body>[]> {
  const found: StoredDocument<Body>[] = [];
  for (const reference of references) {
    found.push(await service.get(caller, definition, spaceId, reference));
  }
  return found;
}

/** The ids of the actions to skip: those with one of the names, and all of a step with one. */
async function skippedActions(
  context: CommandContext,
  { body }: Source,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const project = await context.trail.documentOf(projects, body.ProjectId);
  if (project === undefined) return [];
  const { process } = await frozenDocuments(context, project, body);
  const wanted = new Set(names.map((one) => one.toLowerCase()));
  const isNamed = ({ Name }: { readonly Name: string }) => wanted.has(Name.toLowerCase());
  return process.body.Steps.flatMap((step) =>
    step.Actions.filter((action) => isNamed(step) || isNamed(action)).map(({ Id }) => Id ?? ""),
  );
}
