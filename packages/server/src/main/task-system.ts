import type { OpenPackage, Task, TaskKind } from "@indelible/engine";
import {
  healthTask,
  InterruptionService,
  queueDueHealthChecks,
  startTaskLoop,
  TaskLog,
  TaskLogStore,
  TaskRunner,
  TaskService,
  TaskStore,
} from "@indelible/engine";
import type { ScriptHost } from "@indelible/execution";
import type { Definitions, Route } from "@indelible/kernel";
import { eachInTurn } from "@indelible/kernel";
import { createMasker } from "@indelible/masking";
import {
  type Database,
  type Loop,
  type Sealer,
  secretBinding,
  startLoop,
  type Trail,
} from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { certificateExpander } from "../features/certificates/certificate-variables.ts";
import type { BuiltInRepository } from "../features/packages/built-in-repository.ts";
import { teamIdsOf } from "../features/people/permission-sources.ts";
import { deployTask } from "../features/runs/deploy-task.ts";
import { runbookTask } from "../features/runs/runbook-task.ts";
import { interruptionRoutes } from "../features/tasks/interruption-routes.ts";
import { taskRoutes } from "../features/tasks/task-routes.ts";
import { runDueTriggers } from "../features/triggers/run-triggers.ts";

/** What running tasks stands on. */
export interface TaskSystemOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly definitions: Definitions;
  readonly service: DocumentService;
  readonly sealer: Sealer;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly newUuid: () => string;
  /** The packages that releases take, and that their deployments need. */
  readonly repository: BuiltInRepository;
  /** Where scripts of the server's own run; undefined when it must not run any. */
  readonly scriptHost: ScriptHost | undefined;
  /** The name of this server among those that share the database. */
  readonly node: string;
  /** Tasks that run here at once. */
  readonly taskCap: number;
  readonly logError: (error: unknown, occasion: string) => void;
}

/** Everything about tasks, put together. */
export interface TaskSystem {
  readonly routes: readonly Route[];
  readonly runner: TaskRunner;
  /** Queues what is due by schedule: health checks and triggers. */
  runDue(): Promise<void>;
  /** Runs tasks, and queues what is due by schedule, until stopped. */
  start(): Loop;
}

const SCHEDULE_EVERY_MILLISECONDS = 5_000;

/** Puts together what queues, runs and shows tasks. */
export function createTaskSystem(options: TaskSystemOptions): TaskSystem {
  const { trail, database, sealer, clock, logError, definitions, service, repository } = options;
  const store = new TaskStore(database, clock);
  const logs = new TaskLogStore(database);
  const openPackage: OpenPackage = (...named) => repository.openPackage(...named);
  const expandCertificate = certificateExpander(options);
  const tools = { ...options, openPackage, expandCertificate };
  const kinds: readonly TaskKind[] = [deployTask(tools), runbookTask(tools), healthTask(tools)];
  const runner = new TaskRunner({
    ...options,
    store,
    kinds,
    openLog: (task: Task) =>
      TaskLog.open({
        store: logs,
        taskId: task.id,
        name: task.description,
        newMasker: createMasker,
        clock,
      }),
    seal: (progress, taskId) => sealer.seal(progress, secretBinding(taskId, "/Progress")),
    unseal: (sealed, taskId) => sealer.unseal(sealed, secretBinding(taskId, "/Progress")),
  });
  const interruptions = new InterruptionService({
    trail,
    documents: service,
    tasks: store,
    clock,
    teamsOf: (userId) => teamIdsOf(database, userId),
  });
  const tasks = new TaskService({ trail, store, kinds, clock });
  return {
    routes: [
      ...taskRoutes({ service: tasks, store, logs, kinds, database, clock }),
      ...interruptionRoutes({ trail, definitions, documents: service, interruptions }),
    ],
    runner,
    runDue: () => runDue(options),
    start: () => startTasks(options, runner, (error) => logError(error, "the task runner")),
  };
}

async function runDue(options: TaskSystemOptions): Promise<void> {
  await eachInTurn([queueDueHealthChecks, runDueTriggers], (due) => due(options));
}

function startTasks(
  options: TaskSystemOptions,
  runner: TaskRunner,
  onError: (error: unknown) => void,
): Loop {
  const running = startTaskLoop(runner, onError);
  const scheduling = startLoop(
    SCHEDULE_EVERY_MILLISECONDS,
    async () => {
      await runDue(options);
      return false;
    },
    onError,
  );
  return {
    wake: () => running.wake(),
    stop: async () => {
      await Promise.all([running.stop(), scheduling.stop()]);
    },
  };
}
