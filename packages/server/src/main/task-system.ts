import {
  DatabaseTaskLogStore,
  DatabaseTaskStore,
  hasTaskMac,
  InterruptionService,
  startTaskLoop,
  type Task,
  type TaskKind,
  TaskLog,
  type TaskLogStore,
  TaskRunner,
  TaskService,
  type TaskStore,
} from "@indelible/engine";
import {
  type Database,
  type Loop,
  type Sealer,
  secretBinding,
  startLoop,
  type Trail,
} from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { teamIdsOf } from "../features/people/permission-sources.ts";

/** Dependencies of the task system. */
export interface TaskSystemOptions {
  readonly trail: Trail;
  readonly database: Database;
  readonly service: DocumentService;
  readonly sealer: Sealer;
  readonly clock: () => Date;
  readonly newUuid: () => string;
  readonly kinds: readonly TaskKind[];
  /** The name of this server among those that share the database. */
  readonly node: string;
  /** Maximum number of tasks that run here at the same time. */
  readonly taskCap: number;
  readonly logError: (error: unknown, occasion: string) => void;
}

/** The parts that queue, run and show tasks. */
export interface TaskParts {
  readonly tasks: TaskService;
  readonly interruptions: InterruptionService;
  readonly store: TaskStore;
  readonly logs: TaskLogStore;
  readonly runner: TaskRunner;
}

/** Creates the parts that queue, run and show tasks. */
export function createTaskParts(options: TaskSystemOptions): TaskParts {
  const { trail, database, sealer, clock, kinds, service } = options;
  const store = new DatabaseTaskStore(database, clock);
  const logs = new DatabaseTaskLogStore(database);
  const runner = new TaskRunner({
    ...options,
    store,
    openLog: (task: Task) =>
      TaskLog.open({
        store: logs,
        taskId: task.id,
        name: task.description,
        clock,
      }),
    seal: (progress, taskId) => sealer.seal(progress, secretBinding(taskId, "/Progress")),
    isGenuine: (task) => hasTaskMac(sealer, task),
    macs: sealer,
    unseal: (sealed, taskId) => sealer.unseal(sealed, secretBinding(taskId, "/Progress")),
  });
  const teamsOf = (userId: string) => teamIdsOf(database, userId);
  return {
    tasks: new TaskService({
      trail,
      store,
      kinds,
      sealer,
      clock,
      checkNaming: (...named) => service.checkNaming(...named),
    }),
    interruptions: new InterruptionService({
      trail,
      documents: service,
      tasks: store,
      clock,
      teamsOf,
    }),
    store,
    logs,
    runner,
  };
}

/** Runs tasks, and queues those due by schedule, in loops or step by step. */
export interface TaskSystem {
  readonly runner: TaskRunner;
  /** Queues tasks due by schedule: health checks and triggers. */
  runDue(): Promise<void>;
  /** Runs tasks, and queues those due by schedule, until stopped. */
  start(): Loop;
}

const SCHEDULE_EVERY_MILLISECONDS = 5_000;

/** Creates the task system of a runner; `runDue` queues the tasks that are due. */
export function taskSystem(
  runner: TaskRunner,
  runDue: () => Promise<void>,
  onError: (error: unknown) => void,
): TaskSystem {
  const round = async () => {
    await runDue();
    return false;
  };
  return {
    runner,
    runDue,
    start: () => {
      const running = startTaskLoop(runner, onError);
      const scheduling = startLoop(SCHEDULE_EVERY_MILLISECONDS, round, onError);
      return {
        wake: () => running.wake(),
        stop: async () => {
          await Promise.all([running.stop(), scheduling.stop()]);
        },
      };
    },
  };
}
