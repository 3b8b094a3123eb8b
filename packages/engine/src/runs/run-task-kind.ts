import type { DocumentDefinition } from "@indelible/domain";
import {
  type DocumentChange,
  type JsonObject,
  type MessagePart,
  openSecrets,
  type StoredDocument,
} from "@indelible/trail";
import type { Task } from "../ports/task.ts";
import type { TaskKind, TaskMoment } from "../tasks/task-kind.ts";
import { type ProcessSubject, type ProcessTools, runProcess } from "./process-task.ts";

/** The category of an event about a run, and its sentence after the name of the run. */
export interface EventWording {
  readonly category: string;
  readonly verb: string;
}

/** What tells the tasks of one type of runs from those of another. */
export interface RunKind {
  readonly name: string;
  readonly type: DocumentDefinition;
  /** The id of the run that a task is for. */
  readonly idOf: (task: Task) => string | null;
  /** The event of each moment; undefined where there is none. */
  readonly moments: Readonly<Record<TaskMoment, EventWording | undefined>>;
  /** Completes a sentence about a run with what it is a run of, and where. */
  readonly about: (verb: string, body: JsonObject) => MessagePart[];
  /** What the process of a run needs; the run's secrets are in the clear. */
  readonly subjectOf: (run: StoredDocument, task: Task) => Promise<ProcessSubject>;
}

/** The kind of task that runs the process of a deployment or a runbook. */
export function runTaskKind(tools: ProcessTools, kind: RunKind): TaskKind {
  const idOf = (task: Task) => String(kind.idOf(task));
  return {
    name: kind.name,
    run: async (run) => {
      const id = idOf(run.task);
      const document = (await tools.trail.read({ ids: [id] })).document(id);
      const { body, secrets } = openSecrets(tools.sealer, kind.type, document);
      for (const secret of secrets) run.log.addSecret(secret);
      return runProcess(tools, await kind.subjectOf({ ...document, body }, run.task), run);
    },
    needs: (task) => [idOf(task)],
    notes: (task, moment, snapshot) => {
      const wording = kind.moments[moment];
      const run = () => snapshot.document(idOf(task));
      return wording === undefined ? [] : [noteOf(kind, run(), task, wording)];
    },
  };
}

function noteOf(
  kind: RunKind,
  before: StoredDocument,
  task: Task,
  { category, verb }: EventWording,
): DocumentChange {
  return {
    kind: "note",
    type: kind.type,
    before,
    category,
    verb: kind.about(verb, before.body),
    relatives: [task.id],
  };
}
