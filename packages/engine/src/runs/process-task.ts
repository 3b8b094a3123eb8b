import { machines } from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import { TAKE_MAX } from "@indelible/kernel";
import {
  type Database,
  type JsonObject,
  openSecrets,
  type Sealer,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { ActionKind } from "../actions/action-kind.ts";
import type { ExpandCertificate } from "../ports/certificate-expansion.ts";
import type { OpenPackage } from "../ports/package-store.ts";
import type { TaskOutcome, TaskRun } from "../tasks/task-kind.ts";
import { ActionRunner } from "./action-runner.ts";
import type { FrozenDocuments } from "./frozen-documents.ts";
import { PackageFiles } from "./package-files.ts";
import { stepsOf } from "./process.ts";
import { Interruptions } from "./process-interruptions.ts";
import { ProcessProgress } from "./process-progress.ts";
import { ProcessRunner } from "./process-runner.ts";
import { ProcessVariables, type RunVariable } from "./process-variables.ts";
import { withReferences } from "./referenced-variables.ts";
import type { ProcessScope } from "./step-plan.ts";
import { TargetHosts } from "./target-hosts.ts";
import { type ListedVariable, variablesIn } from "./variable-lists.ts";

/** What running processes stands on. */
export interface ProcessTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** What actions can be: `ACTION_KINDS`, unless a caller adds others. */
  readonly actionKinds: readonly ActionKind[];
  readonly openPackage: OpenPackage;
  readonly expandCertificate: ExpandCertificate;
  /** Where scripts of the server's own run; undefined when it must not run any. */
  readonly scriptHost: ScriptHost | undefined;
}

/** What a process runs for: a deployment, or a run of a runbook. */
export interface ProcessSubject {
  /** The deployment or the run, secrets in the clear. */
  readonly body: JsonObject;
  readonly spaceId: string;
  /** What its interruptions name: `DeploymentId` or `RunbookRunId`, project, environment, tenant. */
  readonly links: JsonObject;
  /** Whether a step may find no target to run on. */
  readonly allowsNoTargets: boolean;
  readonly tenant: StoredDocument | undefined;
  /** The id of the project or the runbook whose process it is. */
  readonly processOwner: string;
  readonly frozen: FrozenDocuments;
  readonly selectedPackages: readonly JsonObject[];
  /** Variables that the server gives. */
  readonly given: readonly RunVariable[];
}

/** Runs the process of a subject from where its progress says. */
export async function runProcess(
  tools: ProcessTools,
  subject: ProcessSubject,
  run: TaskRun,
): Promise<TaskOutcome> {
  const { trail, sealer, clock } = tools;
  const process = openSecrets(
    sealer,
    trail.type(subject.frozen.process.type),
    subject.frozen.process,
  );
  for (const secret of process.secrets) run.log.addSecret(secret);
  const progress = new ProcessProgress(run.progress);
  for (const { value, isSensitive } of progress.outputs) if (isSensitive) run.log.addSecret(value);
  const variables = await variablesOf(tools, subject);
  for (const secret of variables.secrets) run.log.addSecret(secret);
  const hosts = new TargetHosts(tools);
  const packages = new PackageFiles(tools.openPackage, subject.spaceId, subject.selectedPackages);
  const kinds = new Map(tools.actionKinds.map((kind) => [kind.type, kind]));
  const place = { taskId: run.task.id, spaceId: subject.spaceId, links: subject.links };
  try {
    const runner = new ProcessRunner({
      run,
      steps: stepsOf(process.body),
      scope: scopeOf(subject.body),
      machines: await machinesOf(trail, subject),
      variables,
      progress,
      kinds,
      actions: new ActionRunner({
        kinds,
        log: run.log,
        variables,
        progress,
        packages,
        hostFor: ({ action, machine }) =>
          machine === undefined || action.runsOnServer ? hosts.server() : hosts.of(machine),
      }),
      interruptions: new Interruptions(trail, place, clock),
      usesGuidedFailure: subject.body.UseGuidedFailure === true,
      allowsNoTargets: subject.allowsNoTargets,
    });
    return await runner.run();
  } finally {
    await hosts.close();
  }
}

async function variablesOf(
  tools: ProcessTools,
  subject: ProcessSubject,
): Promise<ProcessVariables> {
  const { sealer, clock } = tools;
  const { body, tenant, frozen, processOwner, given } = subject;
  const sets = frozen.variables.map((set) => variablesIn(sealer, set));
  return new ProcessVariables({
    sets: await withReferences(tools, sets),
    environmentId: String(body.EnvironmentId),
    channelId: (body.ChannelId as string | null) ?? null,
    tenantId: (body.TenantId as string | null) ?? null,
    tenantTags: (tenant?.body.TenantTags ?? []) as string[],
    processOwner,
    given: [...given, ...answers(body, sets.flat())],
    clock,
  });
}

/** What was answered to prompts, under the names of the variables that asked. */
function answers(body: JsonObject, variables: readonly ListedVariable[]): RunVariable[] {
  const names = new Map(variables.map(({ Id, Name }) => [Id, Name]));
  const given = (field: string, isSensitive: boolean) =>
    Object.entries((body[field] ?? {}) as JsonObject).flatMap(([id, value]) => {
      const name = names.get(id);
      return name === undefined || value === null || value === ""
        ? []
        : [{ name, value: String(value), isSensitive }];
    });
  return [...given("FormValues", false), ...given("SensitiveFormValues", true)];
}

function scopeOf(body: JsonObject): ProcessScope {
  return {
    environmentId: String(body.EnvironmentId),
    channelId: (body.ChannelId as string | null) ?? null,
    tenantId: (body.TenantId as string | null) ?? null,
    skipActions: (body.SkipActions ?? []) as string[],
    specificMachineIds: (body.SpecificMachineIds ?? []) as string[],
    excludedMachineIds: (body.ExcludedMachineIds ?? []) as string[],
  };
}

async function machinesOf(trail: Trail, { spaceId, body }: ProcessSubject) {
  const { documents } = await trail.list({
    type: machines,
    spaceIds: [spaceId],
    containing: [[{ EnvironmentIds: [String(body.EnvironmentId)] }]],
    skip: 0,
    take: TAKE_MAX,
  });
  return documents;
}
