import {
  type Deployment,
  environments,
  projects,
  queueTimesProblem,
  type RunbookRun,
} from "@indelible/domain";
import {
  answeredNames,
  checkEnded,
  type FilledRun,
  filledRun,
  numberedName,
  type RunRulesOptions,
  type RunSource,
  type RunTaskOptions,
  runTask,
} from "@indelible/engine";
import { type Fields, invalid } from "@indelible/kernel";
import type { Actor, DocumentType, JsonObject, StoredDocument } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";
import { namedDocument } from "../releases/named-document.ts";

/** The fields that deployments and runbook runs have in common. */
export type RunBody = JsonObject & Pick<Deployment, keyof Deployment & keyof RunbookRun>;

/** What distinguishes the hooks of deployments from those of runbook runs. */
export interface RunType<Run extends RunBody> {
  /** Completes the fields that a client sent; `siblings` are the earlier runs of the same command. */
  complete(fields: Fields<Run>, actor: Actor, siblings: readonly Run[]): Promise<Fields<Run>>;
  /** The release or runbook snapshot of a run; undefined for one that was deleted. */
  sourceOf(run: Run): Promise<Pick<StoredDocument<RunSource>, "body"> | undefined>;
  /** Fails when the run is not allowed. */
  check(run: Run): Promise<void>;
  /** The task that carries out a run with an id. */
  taskOf(id: string, run: Run): ReturnType<Parameters<typeof runTask>[2]>;
}

/** Hooks of runs: creating a run queues its task, and a run cannot be deleted before it has ended. */
export function runHooks<Run extends RunBody>(
  options: RunTaskOptions,
  { complete, sourceOf, check, taskOf }: RunType<Run>,
): DocumentHooks<Run> {
  return {
    defaults: (fields, caller, _spaceId, siblings) => complete(fields, caller.actor, siblings),
    names: async (run) => answeredNames(options, run, (await sourceOf(run))?.body ?? {}),
    check: ({ before, body }) => {
      const problem = before === undefined ? queueTimesProblem(body, options.clock()) : undefined;
      if (problem !== undefined) throw invalid(problem);
      return check(body);
    },
    checkDelete: (run) => checkEnded(options.database, run),
    attachments: (change) => {
      if (change.kind !== "create") return [];
      return runTask(options, change, (id) => taskOf(id, change.body));
    },
  };
}

/** A run that is about to be created. */
export interface NewRun {
  readonly type: DocumentType;
  /** The fields that the client sent. */
  readonly fields: Pick<Fields<RunBody>, "EnvironmentId" | "TenantId" | "FormValues" | "QueueTime">;
  /** The earlier runs of the same command. */
  readonly siblings: readonly JsonObject[];
  /** The field of a run that names its release or runbook snapshot. */
  readonly sourceField: "ReleaseId" | "RunbookSnapshotId";
  /** The release or the runbook snapshot. */
  readonly source: Source;
  /** Its name without the environment: `Deploy to`. */
  readonly title: string;
}

type Source = Pick<StoredDocument<RunSource & Pick<RunBody, "ProjectId">>, "id" | "body">;

/**
 * The fields that the server sets in every new run. Its name counts the runs of the same source in
 * the same environment for the same tenant: `Deploy to Staging (#2)`. Fails with 400 for a missing
 * project or environment, and for answers that do not fit the prompted variables.
 */
export async function fieldsOfNewRun(
  options: RunRulesOptions,
  run: NewRun,
): Promise<FilledRun & Pick<RunBody, "Name">> {
  const { trail } = options;
  const { type, source, siblings } = run;
  const { EnvironmentId = null, TenantId = null, FormValues = {}, QueueTime = null } = run.fields;
  const project = await namedDocument(trail, projects, source.body.ProjectId, "ProjectId");
  const environment = await namedDocument(trail, environments, EnvironmentId, "EnvironmentId");
  const filled = await filledRun(options, { FormValues, QueueTime }, project, source);
  const counted = { [run.sourceField]: source.id, EnvironmentId, TenantId };
  const name = `${run.title} ${environment.title}`;
  const Name = await numberedName(trail, type, name, counted, siblings);
  return { ...filled, Name };
}
