import { type Interruption, interruptions, object, optionalText } from "@indelible/domain";
import {
  type Caller,
  invalid,
  isStale,
  notFound,
  permissionScope,
  Refusal,
  readCommand,
} from "@indelible/kernel";
import {
  isOfType,
  modification,
  type Snapshot,
  type StoredDocument,
  type Trail,
} from "@indelible/trail";
import type { DocumentReader } from "../ports/document-reader.ts";
import type { Task } from "../ports/task.ts";
import type { TaskStore } from "../ports/task-store.ts";
import type { TeamsOf } from "../ports/team-memberships.ts";
import { changedTasks } from "../tasks/task-changes.ts";
import { ANSWERS } from "./answers.ts";
import { mayTakeResponsibility } from "./responsibility.ts";

/** Dependencies of the interruption service. */
export interface InterruptionServiceOptions {
  readonly trail: Trail;
  readonly documents: DocumentReader;
  readonly tasks: TaskStore;
  readonly clock: () => Date;
  readonly teamsOf: TeamsOf;
}

/** Characters of the notes of an answer. */
const NOTES_LENGTH_MAX = 10_000;

/** The body of an answer; which of `Result` and `Guidance` counts depends on the interruption. */
const ANSWER = object({
  Result: optionalText(100),
  Guidance: optionalText(100),
  Notes: optionalText(NOTES_LENGTH_MAX),
});

/** An open interruption, and the snapshot for the commit that changes it. */
interface Pending {
  readonly before: StoredDocument<Interruption>;
  readonly snapshot: Snapshot;
}

/** What a commit writes with an interruption. */
interface Extras {
  /** The comment of the event. */
  readonly comment?: string | undefined;
  /** Tasks that resume with the answer. */
  readonly resumed?: readonly Task[];
}

/** Lets users take responsibility for interruptions and answer them. */
export class InterruptionService {
  readonly #options: InterruptionServiceOptions;

  constructor(options: InterruptionServiceOptions) {
    this.#options = options;
  }

  /** An interruption; fails with 404 when it is missing or hidden from the caller. */
  get(caller: Caller, spaceId: string, id: string): Promise<StoredDocument<Interruption>> {
    return this.#options.documents.get(caller, interruptions, spaceId, id);
  }

  /** Makes the caller responsible for answering. */
  async take(caller: Caller, spaceId: string, id: string): Promise<StoredDocument<Interruption>> {
    const pending = await this.#pending(caller, spaceId, id);
    const body = { ...pending.before.body, ResponsibleUserId: caller.actor.userId };
    return this.#write(caller, pending, body);
  }

  /**
   * Answers an interruption; the next server with room resumes its task. Fails with 403 when the
   * caller is not responsible for it, and with 400 for an answer that it does not allow.
   */
  async submit(
    caller: Caller,
    spaceId: string,
    id: string,
    sent: unknown,
  ): Promise<StoredDocument<Interruption>> {
    const pending = await this.#pending(caller, spaceId, id);
    const { body } = pending.before;
    if (body.ResponsibleUserId !== caller.actor.userId) {
      throw new Refusal(
        "forbidden",
        "Take responsibility for this interruption before you answer it.",
      );
    }
    const answer = answerIn(body, sent);
    const [task] = await this.#options.tasks.get([body.TaskId]);
    const resumed = task?.has_pending_interruptions === true ? [task] : [];
    const Form = { ...body.Form, Values: { ...body.Form.Values, ...answer } };
    const comment = answer.Notes || undefined;
    return this.#write(caller, pending, { ...body, IsPending: false, Form }, { comment, resumed });
  }

  /** An open interruption that the caller may answer; 404 for callers who may not see it. */
  async #pending(caller: Caller, spaceId: string, id: string): Promise<Pending> {
    const { trail, teamsOf } = this.#options;
    caller.requireSomewhere(["InterruptionSubmit", "InterruptionViewSubmitResponsible"], [spaceId]);
    const snapshot = await trail.read({ ids: [id], mentions: [caller.actor.userId], events: 1 });
    const before = snapshot.documents.get(id);
    if (before === undefined || !isOfType(interruptions, before) || before.spaceId !== spaceId) {
      throw notFound(id);
    }
    if (!(await mayTakeResponsibility(teamsOf, caller, before))) {
      const scope = permissionScope(interruptions, id, spaceId, before.body);
      if (!caller.may("InterruptionView", scope)) throw notFound(id);
      caller.require("InterruptionSubmit", scope);
    }
    if (before.body.IsPending) return { before, snapshot };
    throw new Refusal("conflict", `'${before.title}' has been answered already.`);
  }

  async #write(
    caller: Caller,
    { before, snapshot }: Pending,
    body: Interruption,
    { comment, resumed = [] }: Extras = {},
  ): Promise<StoredDocument<Interruption>> {
    const { trail, clock } = this.#options;
    const tasks = resumed.map((task) => ({
      ...task,
      has_pending_interruptions: false,
      last_updated: clock(),
    }));
    const change = modification(interruptions, before, body);
    try {
      const act = caller.act(comment);
      const { documents } = await trail.commit(act, snapshot, [change], [changedTasks(tasks)]);
      return documents.find((document) => isOfType(interruptions, document)) ?? before;
    } catch (error) {
      if (!isStale(error)) throw error;
      // No second attempt: the caller decided by what they saw.
      throw new Refusal("conflict", "Another user changed this interruption in the meantime.");
    }
  }
}

function answerIn({ Type }: Interruption, sent: unknown) {
  const answer = readCommand(ANSWER, sent ?? {});
  const { field, words } = ANSWERS[Type];
  const word = words.find((each) => each.toLowerCase() === answer[field]?.toLowerCase());
  if (word === undefined) throw invalid(`${field} must be ${words.join(" or ")}.`);
  return { [field]: word, Notes: answer.Notes };
}
