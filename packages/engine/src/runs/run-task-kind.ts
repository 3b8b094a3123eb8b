import type { DocumentDefinition, EventCategory } from "@indelible/domain";
import { type MessagePart, note, openSecrets, type StoredDocument } from "@indelible/trail";
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
  /** Completes the message of an event with what is run, and where. */
  readonly about: (verb: string, body: Body) => MessagePart[];
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
      const verb = kind.about(wording.verb, before.body);
      const { category } = wording;
      return [note(kind.type, before, { category, verb, relatedIds: [task.id] })];
    },
  };
}
