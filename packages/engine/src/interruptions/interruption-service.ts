import { interruptions } from "@indelible/domain";
import type { Caller } from "@indelible/kernel";
import { invalid, isStale, notFound, permissionScope, Refusal } from "@indelible/kernel";
import type { Json, JsonObject, Snapshot, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentReader } from "../ports/document-reader.ts";
import type { Task } from "../ports/task.ts";
import type { TaskStore } from "../ports/task-store.ts";
import type { TeamsOf } from "../ports/team-memberships.ts";
import { changedTasks } from "../tasks/task-changes.ts";
import { ANSWERS } from "./answers.ts";
import { mayTakeResponsibility } from "./responsibility.ts";

/** What the acts of people on interruptions stand on. */
export interface InterruptionServiceOptions {
  readonly trail: Trail;
  readonly documents: DocumentReader;
  readonly tasks: TaskStore;
  readonly clock: () => Date;
  readonly teamsOf: TeamsOf;
}

/** Characters of what somebody notes with an answer. */
const NOTES_LENGTH_MAX = 10_000;

/** An open interruption as it was read, with what a commit that changes it needs. */
interface Pending {
  readonly before: StoredDocument;
  readonly snapshot: Snapshot;
}

/** What people do with interruptions: take responsibility, and answer. */
export class InterruptionService {
  readonly #options: InterruptionServiceOptions;

  constructor(options: InterruptionServiceOptions) {
    this.#options = options;
  }

  /** An interruption that the caller may see; 404 if not or if unknown. */
  get(caller: Caller, spaceId: string, id: string): Promise<StoredDocument> {
    return this.#options.documents.get(caller, interruptions, spaceId, id);
  }

  /** Makes the caller the one who answers. */
  async take(caller: Caller, spaceId: string, id: string): Promise<StoredDocument> {
    const pending = await this.#pending(caller, spaceId, id);
    return this.#write(caller, pending, { ResponsibleUserId: caller.actor.userId }, []);
  }

  /** Answers, so that the task goes on, with the first server that is free. */
  async submit(
    caller: Caller,
    spaceId: string,
    id: string,
    sent: unknown,
  ): Promise<StoredDocument> {
    const pending = await this.#pending(caller, spaceId, id);
    const { before } = pending;
    if (before.body.ResponsibleUserId !== caller.actor.userId) {
      throw new Refusal(
        "forbidden",
        "Take responsibility for this interruption before you answer it.",
      );
    }
    const form = before.body.Form as JsonObject;
    const values = { ...(form.Values as JsonObject), ...answersIn(before, sent) };
    const [task] = await this.#options.tasks.get([String(before.body.TaskId)]);
    const resumed = task?.has_pending_interruptions === true ? [task] : [];
    const change = { IsPending: false, Form: { ...form, Values: values } };
    return this.#write(caller, pending, change, resumed);
  }

  /** An open interruption that the caller may answer; whoever may not even see it learns nothing. */
  async #pending(caller: Caller, spaceId: string, id: string): Promise<Pending> {
    const { trail, teamsOf } = this.#options;
    caller.requireSomewhere(["InterruptionSubmit", "InterruptionViewSubmitResponsible"], [spaceId]);
    const snapshot = await trail.read({ ids: [id], mentions: [caller.actor.userId], events: 1 });
    const found = snapshot.documents.get(id);
    const isHere = found?.type === interruptions.prefix && found.spaceId === spaceId;
    if (!isHere) throw notFound(id);
    if (!(await mayTakeResponsibility(teamsOf, caller, found))) {
      const scope = permissionScope(interruptions, id, spaceId, found.body);
      if (!caller.may("InterruptionView", scope)) throw notFound(id);
      caller.require("InterruptionSubmit", scope);
    }
    if (found.body.IsPending === true) return { before: found, snapshot };
    throw new Refusal("conflict", `'${found.title}' has been answered already.`);
  }

  async #write(
    caller: Caller,
    { before, snapshot }: Pending,
    change: JsonObject,
    resumed: readonly Task[],
  ): Promise<StoredDocument> {
    const { trail, clock } = this.#options;
    const body = { ...before.body, ...change };
    const goingOn = resumed.map((task) => ({
      ...task,
      has_pending_interruptions: false,
      last_updated: clock(),
    }));
    try {
      const { documents } = await trail.commit(
        caller.act(notesOf(change)),
        snapshot,
        [{ kind: "modify", type: interruptions, before, body }],
        [changedTasks(goingOn)],
      );
      return documents[0] ?? before;
    } catch (error) {
      if (!isStale(error)) throw error;
      // Not tried again: the caller decided on what they saw.
      throw new Refusal("conflict", "Somebody else dealt with this interruption meanwhile.");
    }
  }
}

function answersIn({ body }: StoredDocument, sent: unknown): Record<string, Json> {
  const fields = new Map(
    Object.entries((sent ?? {}) as JsonObject).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { field, words } = ANSWERS[body.Type as keyof typeof ANSWERS];
  const given = fields.get(field.toLowerCase());
  const answer = words.find((word) => word.toLowerCase() === String(given).toLowerCase());
  if (answer === undefined) throw invalid(`${field} must be ${words.join(" or ")}.`);
  const notes = fields.get("notes") ?? null;
  if (notes !== null && (typeof notes !== "string" || notes.length > NOTES_LENGTH_MAX)) {
    throw invalid(`Notes must be text of at most ${NOTES_LENGTH_MAX} characters.`);
  }
  return { [field]: answer, Notes: notes };
}

/** What somebody noted with an answer is the comment of its event. */
function notesOf(change: JsonObject): string | undefined {
  const { Values } = (change.Form ?? {}) as JsonObject;
  const { Notes } = (Values ?? {}) as JsonObject;
  return typeof Notes === "string" && Notes !== "" ? Notes : undefined;
}
