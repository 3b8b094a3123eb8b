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

/** What the trail calls a moment of a run, and how its sentence goes on after the run's name. */
export interface ToldMoment {
  readonly category: string;
  readonly verb: string;
}

/** What tells the tasks of one type of runs from those of another. */
export interface RunKind {
  readonly name: string;
  readonly type: DocumentDefinition;
  /** The id of the run that a task is for. */
  readonly idOf: (task: Task) => string | null;
  /** Undefined stands for moments that are told already, or tell nothing. */
  readonly moments: Readonly<Record<TaskMoment, ToldMoment | undefined>>;
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
      const told = kind.moments[moment];
      return told === undefined ? [] : [noteOf(kind, snapshot.document(idOf(task)), task, told)];
    },
  };
}

function noteOf(
  kind: RunKind,
  before: StoredDocument,
  task: Task,
  { category, verb }: ToldMoment,
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
