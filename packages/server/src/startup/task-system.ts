import {
  type Database,
  type Loop,
  type Sealer,
  secretBinding,
  startLoop,
  type Trail,
} from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import type { Definitions } from "../definitions.ts";
import { deployTask } from "../deployments/deploy-task.ts";
import type { DocumentService } from "../documents/document-service.ts";
import type { ScriptHost } from "../execution/script-host.ts";
import { queueDueHealthChecks } from "../health/health-schedule.ts";
import { healthTask } from "../health/health-task.ts";
import type { Route } from "../http/route.ts";
import { InterruptionService } from "../interruptions/interruption-service.ts";
import { createMasker } from "../masking/masker.ts";
import type { BuiltInRepository } from "../packages/built-in-repository.ts";
import type { OpenPackage } from "../processes/package-files.ts";
import { interruptionRoutes } from "../routes/interruption-routes.ts";
import { taskRoutes } from "../routes/task-routes.ts";
import { runbookTask } from "../runbooks/runbook-task.ts";
import { eachInTurn } from "../schedules/each-in-turn.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskKind } from "../tasks/task-kind.ts";
import { TaskLog } from "../tasks/task-log.ts";
import { TaskLogStore } from "../tasks/task-log-store.ts";
import { startTaskLoop } from "../tasks/task-loop.ts";
import { TaskRunner } from "../tasks/task-runner.ts";
import { TaskService } from "../tasks/task-service.ts";
import { TaskStore } from "../tasks/task-store.ts";
import { runDueTriggers } from "../triggers/run-triggers.ts";
import { errorsTo } from "./logger.ts";

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
  /** Gets the unexpected errors of tasks. */
  readonly log: FastifyBaseLogger;
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
  const { trail, database, sealer, clock, definitions, service, repository } = options;
  const logError = errorsTo(options.log);
  const store = new TaskStore(database, clock);
  const logs = new TaskLogStore(database);
  const openPackage: OpenPackage = (...named) => repository.openPackage(...named);
  const tools = { ...options, openPackage };
  const kinds: readonly TaskKind[] = [deployTask(tools), runbookTask(tools), healthTask(tools)];
  const runner = new TaskRunner({
    ...options,
    logError,
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
  const interruptions = new InterruptionService({ trail, service, tasks: store, clock, database });
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
