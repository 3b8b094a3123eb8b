import {
  deploymentProcesses,
  type Machine,
  machines,
  namedByVariable,
  runbookProcesses,
  type SetVariable,
  type Tenant,
  type VariableSet,
  variableSets,
} from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import { TAKE_MAX } from "@indelible/kernel";
import {
  type Database,
  isOfType,
  type JsonObject,
  type OpenedDocument,
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
import { PackageFiles, type SelectedPackage } from "./package-files.ts";
import { type ProcessBody, stepsOf } from "./process.ts";
import { Interruptions } from "./process-interruptions.ts";
import { ProcessProgress } from "./process-progress.ts";
import { ProcessRunner } from "./process-runner.ts";
import { ANYWHERE, ProcessVariables, type RunVariable } from "./process-variables.ts";
import { type ReferencePlace, withReferences } from "./referenced-variables.ts";
import type { Run, RunLinks } from "./run.ts";
import type { ProcessScope } from "./step-plan.ts";
import { TargetHosts } from "./target-hosts.ts";

/** Dependencies of running processes. */
export interface ProcessTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  /** The action kinds: `ACTION_KINDS`, and in tests others. */
  readonly actionKinds: readonly ActionKind[];
  readonly openPackage: OpenPackage;
  readonly expandCertificate: ExpandCertificate;
  /** Runs scripts on the server; undefined when the server must not run any. */
  readonly scriptHost: ScriptHost | undefined;
}

/** The deployment or the runbook run that a process runs for. */
export interface ProcessSubject {
  /** The deployment or the run, secrets in the clear. */
  readonly body: Run;
  readonly spaceId: string;
  /** What its interruptions name. */
  readonly links: RunLinks;
  /** Whether a step with roles succeeds when no target has one of them. */
  readonly allowsNoTargets: boolean;
  readonly tenant: StoredDocument<Tenant> | undefined;
  /** The id of the project or runbook that owns the process. */
  readonly processOwner: string;
  readonly frozen: FrozenDocuments;
  readonly selectedPackages: readonly SelectedPackage[];
  /** Variables that the server sets. */
  readonly given: readonly RunVariable[];
}

/** Runs the process of a subject, from its beginning or from the saved progress of the task. */
export async function runProcess(
  tools: ProcessTools,
  subject: ProcessSubject,
  run: TaskRun,
): Promise<TaskOutcome> {
  const { trail, clock } = tools;
  const process = openedProcess(tools.sealer, subject.frozen);
  for (const secret of process.secrets) run.log.addSecret(secret);
  const progress = new ProcessProgress(run.progress);
  for (const { value, isSensitive } of progress.outputs) if (isSensitive) run.log.addSecret(value);
  const variables = await variablesOf(tools, subject);
  for (const secret of variables.secrets) run.log.addSecret(secret);
  // What the run must not use fails it before anything runs.
  variables.at(ANYWHERE, progress.outputs);
  const hosts = new TargetHosts(tools, placeOf(subject));
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
      usesGuidedFailure: subject.body.UseGuidedFailure,
      allowsNoTargets: subject.allowsNoTargets,
    });
    return await runner.run();
  } finally {
    await hosts.close();
  }
}

function openedProcess(
  sealer: Sealer,
  { process }: FrozenDocuments,
): OpenedDocument<ProcessBody & JsonObject> {
  return isOfType(runbookProcesses, process)
    ? openSecrets(sealer, runbookProcesses, process)
    : openSecrets(sealer, deploymentProcesses, process);
}

async function variablesOf(
  tools: ProcessTools,
  subject: ProcessSubject,
): Promise<ProcessVariables> {
  const { sealer, clock } = tools;
  const { body, tenant, frozen, processOwner, given } = subject;
  const sets = frozen.variables.map((set) => openSecrets(sealer, variableSets, set).body.Variables);
  const named = sets.map((set) => set.map((variable) => withNamed(body, variable)));
  const expanded = await withReferences(tools, placeOf(subject), named);
  return new ProcessVariables({
    ...expanded,
    environmentId: body.EnvironmentId,
    channelId: body.ChannelId ?? null,
    tenantId: body.TenantId,
    tenantTags: tenant?.body.TenantTags ?? [],
    processOwner,
    given: [...given, ...answers(body, sets.flat())],
    clock,
  });
}

/** Where the run uses accounts and certificates. */
function placeOf({ spaceId, body, tenant }: ProcessSubject): ReferencePlace {
  return {
    spaceId,
    environmentIds: [body.EnvironmentId],
    tenant: tenant === undefined ? null : { id: tenant.id, tags: tenant.body.TenantTags },
  };
}

/** An account or a certificate that answers a prompt is used in place of that of the variable. */
function withNamed({ FormValues }: Run, variable: SetVariable): SetVariable {
  const answer = namedByVariable(variable.Type) && FormValues[variable.Id ?? ""];
  return answer ? { ...variable, Value: answer } : variable;
}

/** The other answers to prompted variables, under the names of the variables. */
function answers(run: Run, variables: VariableSet["Variables"]): RunVariable[] {
  const plain = variables.filter(({ Type }) => namedByVariable(Type) === undefined);
  const names = new Map(plain.map(({ Id, Name }) => [Id, Name]));
  const given = (values: JsonObject, isSensitive: boolean) =>
    Object.entries(values).flatMap(([id, value]) => {
      const name = names.get(id);
      const isAnswer = typeof value === "string" && value !== "";
      return name === undefined || !isAnswer ? [] : [{ name, value, isSensitive }];
    });
  return [...given(run.FormValues, false), ...given(run.SensitiveFormValues, true)];
}

function scopeOf(run: Run): ProcessScope {
  return {
    environmentId: run.EnvironmentId,
    channelId: run.ChannelId ?? null,
    tenantId: run.TenantId,
    skipActions: run.SkipActions,
    specificMachineIds: run.SpecificMachineIds,
    excludedMachineIds: run.ExcludedMachineIds,
  };
}

async function machinesOf(
  trail: Trail,
  { spaceId, body }: ProcessSubject,
): Promise<readonly StoredDocument<Machine>[]> {
  const { documents } = await trail.list({
    type: machines,
    spaceIds: [spaceId],
    containing: [[{ EnvironmentIds: [body.EnvironmentId] }]],
    skip: 0,
    take: TAKE_MAX,
  });
  return documents;
}
