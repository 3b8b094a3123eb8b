import type { DocumentDefinition, EventCategory } from "@indelible/domain";
import { isOfType, note, openSecrets, type StoredDocument } from "@indelible/trail";
import type { Task } from "../ports/task.ts";
import type { TaskKind, TaskMoment } from "../tasks/task-kind.ts";
import { type ProcessSubject, type ProcessTools, runProcess } from "./process-task.ts";
import type { Run } from "./run.ts";

/** The category of an event about a run, and the verb of its message. */
export interface EventWording<Category extends EventCategory = EventCategory> {
  readonly category: Category;
  readonly verb: string;
}

/** The differences between the tasks of deployments and of runbook runs. */
export interface RunKind<Body extends Run, Category extends EventCategory> {
  readonly name: string;
  readonly type: DocumentDefinition<Body, Category>;
  /** The id of the run that a task is for. */
  readonly idOf: (task: Task) => string | null;
  /** The event of each change of the task; undefined for none. */
  readonly moments: Readonly<Record<TaskMoment, EventWording<NoInfer<Category>> | undefined>>;
  /** What the process of a run needs; the run's secrets are in the clear. */
  readonly subjectOf: (run: StoredDocument<Body>, task: Task) => Promise<ProcessSubject>;
}

/** The kind of task that runs the process of a deployment or a runbook. */
export function runTaskKind<Body extends Run, Category extends EventCategory>(
  tools: ProcessTools,
  kind: RunKind<Body, Category>,
): TaskKind {
  const idOf = (task: Task) => kind.idOf(task) ?? "";
  return {
    name: kind.name,
    run: async (run) => {
      const id = idOf(run.task);
      const document = (await tools.trail.read({ ids: [id] })).documentOf(kind.type, id);
      const { body, secrets } = openSecrets(tools.sealer, kind.type, document);
      for (const secret of secrets) run.log.addSecret(secret);
      return runProcess(tools, await kind.subjectOf({ ...document, body }, run.task), run);
    },
    needs: (task) => [idOf(task)],
    notes: (task, moment, snapshot) => {
      const wording = kind.moments[moment];
      if (wording === undefined) return [];
      const before = snapshot.documentOf(kind.type, idOf(task));
      const { category, verb } = wording;
      const reason = moment === "failed" ? shortened(task.error_message) : undefined;
      return [note(kind.type, before, { category, verb, reason, relatedIds: [task.id] })];
    },
    about: (task, snapshot) => {
      const run = snapshot.documents.get(idOf(task));
      return run !== undefined && isOfType(kind.type, run) ? kind.type.about(run.body) : [];
    },
  };
}

/** Characters of a reason in a message; the log of the task has the whole. */
const REASON_LENGTH_MAX = 500;

function shortened(reason: string): string {
  return reason.length <= REASON_LENGTH_MAX ? reason : `${reason.slice(0, REASON_LENGTH_MAX)}…`;
}
