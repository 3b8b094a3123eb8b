import { type Machine, machinePolicies, machines } from "@indelible/domain";
import type { ScriptHost } from "@indelible/execution";
import { ExecutionError } from "@indelible/execution";
import { invalid, retryOnConflict, systemAct, TAKE_MAX } from "@indelible/kernel";
import {
  isArray,
  isOfType,
  type Json,
  modification,
  type PartOf,
  type Sealer,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import { ActionError } from "../actions/action-error.ts";
import type { TaskRequest } from "../ports/task.ts";
import { ScriptLog } from "../runs/script-log.ts";
import { windowsOf } from "../runs/step-plan.ts";
import { TargetHosts } from "../runs/target-hosts.ts";
import { plainNotes } from "../tasks/task-document.ts";
import type { TaskKind, TaskOutcome, TaskRun } from "../tasks/task-kind.ts";
import type { Activity } from "../tasks/task-log.ts";

/** The kind of task that checks the health of targets. API reference, section 6. */
export const HEALTH_TASK = "Health";

/** Dependencies of health checks. */
export interface HealthTools {
  readonly trail: Trail;
  readonly sealer: Sealer;
  readonly random: (bytes: number) => Uint8Array;
  readonly scriptHost: ScriptHost | undefined;
}

/** The result of checking one target. */
interface Finding {
  readonly status: Machine["HealthStatus"];
  readonly summary: string;
  /** What the target reports about itself. */
  readonly facts: Partial<Pick<Machine, "OperatingSystem" | "ShellName" | "ShellVersion">>;
}

/** Targets that are checked at once. */
const PARALLEL_MAX = 10;

/**
 * The kind of task that checks targets: those it names, those of an environment or a policy, or all of
 * the space. It changes only targets whose health changed, which is an event.
 */
export function healthTask(tools: HealthTools): TaskKind {
  return {
    name: HEALTH_TASK,
    read: readRequest,
    run: (run) => checkAll(tools, run),
    needs: () => [],
    notes: plainNotes,
  };
}

function readRequest(request: TaskRequest): TaskRequest {
  const { EnvironmentId, MachineIds } = request.arguments;
  const isValid = (MachineIds ?? null) === null || idsIn(MachineIds) !== undefined;
  if (!isValid) throw invalid("Arguments.MachineIds must be a list of ids.");
  return {
    ...request,
    description: request.description || "Check deployment target health",
    environment_id: typeof EnvironmentId === "string" ? EnvironmentId : null,
  };
}

/** The ids of a list; undefined for anything else. */
function idsIn(list: Json | undefined): string[] | undefined {
  if (!isArray(list)) return undefined;
  const ids = list.filter((id) => typeof id === "string");
  return ids.length === list.length ? ids : undefined;
}

async function checkAll(tools: HealthTools, run: TaskRun): Promise<TaskOutcome> {
  const hosts = new TargetHosts(tools);
  const targets = await targetsOf(tools.trail, run);
  try {
    for (const some of windowsOf(targets, PARALLEL_MAX)) {
      if (run.signal.aborted) break;
      await Promise.all(some.map((target) => checkOne(tools, hosts, run, target)));
    }
  } finally {
    await hosts.close();
  }
  run.log.root.info(`${targets.length} deployment targets were checked.`);
  return { kind: "succeeded" };
}

async function targetsOf(trail: Trail, { task }: TaskRun): Promise<StoredDocument<Machine>[]> {
  const { MachineIds, EnvironmentId, MachinePolicyId } = task.arguments;
  const parts: PartOf<Machine>[] = [];
  if (typeof EnvironmentId === "string") parts.push({ EnvironmentIds: [EnvironmentId] });
  if (typeof MachinePolicyId === "string") parts.push({ MachinePolicyId });
  const { documents } = await trail.list({
    type: machines,
    spaceIds: task.space_id === null ? undefined : [task.space_id],
    ids: idsIn(MachineIds),
    containing: parts.map((part) => [part]),
    skip: 0,
    take: TAKE_MAX,
  });
  return documents.filter(({ body }) => !body.IsDisabled);
}

async function checkOne(
  tools: HealthTools,
  hosts: TargetHosts,
  run: TaskRun,
  target: StoredDocument<Machine>,
): Promise<void> {
  const activity = run.log.root.child(target.id, target.title);
  activity.start();
  const finding = await findingOf(tools, hosts, target, activity, run);
  if (run.signal.aborted) return activity.end("Canceled");
  activity.info(`${finding.status}: ${finding.summary}`);
  await storeFinding(tools.trail, run.task.id, target.id, finding);
  activity.end(finding.status === "Healthy" ? "Success" : "SuccessWithWarning");
}

async function findingOf(
  { trail }: HealthTools,
  hosts: TargetHosts,
  target: StoredDocument<Machine>,
  activity: Activity,
  run: TaskRun,
): Promise<Finding> {
  try {
    const host = await hosts.of(target);
    const { operatingSystem, bashVersion } = await host.probe(run.signal);
    const facts = {
      OperatingSystem: operatingSystem,
      ShellName: "Bash",
      ShellVersion: bashVersion,
    };
    const script = await policyScript(trail, target);
    const checked = script === undefined ? OK : await runScript(host, script, activity, run);
    return { ...checked, facts };
  } catch (error) {
    if (!(error instanceof ExecutionError || error instanceof ActionError)) throw error;
    return { status: "Unavailable", summary: error.message, facts: {} };
  }
}

const OK = { status: "Healthy", summary: "The target answered." } as const;

/** The script that the target's policy runs; undefined for none. API reference: machine policies. */
async function policyScript(
  trail: Trail,
  { body }: StoredDocument<Machine>,
): Promise<string | undefined> {
  const policy = await trail.documentOf(machinePolicies, body.MachinePolicyId ?? "");
  if (policy === undefined) return undefined;
  const check = policy.body.MachineHealthCheckPolicy;
  const { RunType, ScriptBody } = check.BashHealthCheckPolicy;
  const isOwn = check.HealthCheckType === "RunScript" && RunType === "Inline";
  return isOwn && ScriptBody ? ScriptBody : undefined;
}

async function runScript(
  host: ScriptHost,
  body: string,
  activity: Activity,
  run: TaskRun,
): Promise<Pick<Finding, "status" | "summary">> {
  const log = new ScriptLog(activity, (secret) => run.log.addSecret(secret));
  const outcome = await host.run({
    syntax: "Bash",
    body,
    variables: new Map(),
    files: [],
    signal: run.signal,
    onOutput: (chunk) => log.write(chunk),
  });
  await log.end();
  if (outcome.exitCode !== 0 || log.failure !== undefined) {
    const reason = log.failure ?? `it ended with exit code ${outcome.exitCode}`;
    return { status: "Unhealthy", summary: `The health check script failed: ${reason}` };
  }
  if (!log.hasWarnings) return OK;
  return { status: "HasWarnings", summary: "The health check script printed warnings." };
}

/** Changes a target if its health is not what it was. */
async function storeFinding(
  trail: Trail,
  taskId: string,
  machineId: string,
  { status, summary, facts }: Finding,
): Promise<void> {
  await retryOnConflict(async () => {
    const snapshot = await trail.read({ ids: [machineId], events: 2 });
    // The target may have been deleted in the meantime.
    const before = snapshot.documents.get(machineId);
    if (before === undefined || !isOfType(machines, before)) return;
    if (before.body.HealthStatus === status) return;
    const body = { ...before.body, ...facts, HealthStatus: status, StatusSummary: summary };
    const change = modification(machines, before, body, { relatedIds: [taskId] });
    await trail.commit(systemAct(taskId), snapshot, [change]);
  });
}
