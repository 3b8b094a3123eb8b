import { answerOf, interruptions } from "@indelible/domain";
import { withDefaults } from "@indelible/kernel";
import type { JsonObject, Snapshot } from "@indelible/trail";
import type { ActionQuestion, GivenAnswer } from "../actions/action-kind.ts";
import { ANSWERS } from "../interruptions/answers.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import type { TaskOutcome } from "../tasks/task-kind.ts";
import type { ProcessAction, ProcessStep } from "./process.ts";
import type { ProcessProgress } from "./process-progress.ts";

/** Something that somebody must be asked before a run goes on. */
export interface Question {
  /** The same for the same question, so that its answer is found. */
  readonly key: string;
  readonly type: "ManualIntervention" | "GuidedFailure";
  readonly title: string;
  readonly instructions: string;
  readonly teamIds: readonly string[];
}

/** Where questions belong. */
export interface InterruptionPlace {
  readonly taskId: string;
  readonly spaceId: string;
  /** `DeploymentId` or `RunbookRunId`, and the project, environment and tenant. */
  readonly links: JsonObject;
}

/** The questions of one run: raises them, and looks up what was answered. */
export class Interruptions {
  readonly #trail: TrailReader;
  readonly #place: InterruptionPlace;
  readonly #clock: () => Date;

  constructor(trail: TrailReader, place: InterruptionPlace, clock: () => Date) {
    this.#trail = trail;
    this.#place = place;
    this.#clock = clock;
  }

  /** The question that an action asks. */
  ofAction(key: string, step: ProcessStep, action: ProcessAction, asked: ActionQuestion): Question {
    const title = step.actions.length === 1 ? step.name : action.name;
    return { key, type: "ManualIntervention", title, ...asked };
  }

  /** The question what to do about a failure. */
  failure(key: string, action: ProcessAction, message: string): Question {
    const title = `${action.name} failed`;
    return { key, type: "GuidedFailure", title, instructions: message, teamIds: [] };
  }

  /** What was answered to the question of a key; undefined when nobody has answered or was asked. */
  async answer(key: string): Promise<GivenAnswer | undefined> {
    const { documents } = await this.#trail.list({
      type: interruptions,
      containing: [[{ TaskId: this.#place.taskId, CorrelationId: key }]],
      skip: 0,
      take: 1,
    });
    const [found] = documents;
    const word = found && answerOf(found.body);
    return found === undefined || word === undefined ? undefined : { word, by: found.modifiedBy };
  }

  /** The outcome of a run that waits for an answer. */
  pause(question: Question, progress: ProcessProgress): TaskOutcome {
    return {
      kind: "paused",
      progress: progress.save(),
      newIds: { [interruptions.prefix]: 1 },
      mentions: [...idsIn(this.#place.links), ...question.teamIds],
      write: (snapshot) => [this.#raised(question, snapshot)],
    };
  }

  #raised(question: Question, snapshot: Snapshot) {
    const { taskId, spaceId, links } = this.#place;
    const body = {
      ...withDefaults(interruptions.schema, {
        Title: question.title.slice(0, TITLE_LENGTH_MAX),
        Type: question.type,
        TaskId: taskId,
        CorrelationId: question.key,
        // A process may name teams that are gone.
        ResponsibleTeamIds: question.teamIds.filter((id) => snapshot.named.has(id)),
        Form: formOf(question),
        RelatedDocumentIds: [taskId, ...idsIn(links)],
        ...links,
      }),
      Created: this.#clock().toISOString(),
    };
    const id = snapshot.takeId(interruptions.prefix);
    return { kind: "create", type: interruptions, id, spaceId, body } as const;
  }
}

function idsIn(links: JsonObject): string[] {
  return Object.values(links).filter((id): id is string => typeof id === "string");
}

const TITLE_LENGTH_MAX = 200;

/** The form as clients show it. API reference, section 6: Interruption. */
function formOf({ type, instructions }: Question): JsonObject {
  const { field, words } = ANSWERS[type];
  const element = (Name: string, Control: JsonObject, IsValueRequired = false) => ({
    Name,
    Control,
    IsValueRequired,
  });
  return {
    Values: { Instructions: instructions, Notes: null, [field]: null },
    Elements: [
      element("Instructions", { Type: "Paragraph", Text: instructions }),
      element("Notes", { Type: "TextArea", Label: "Notes" }),
      element(
        field,
        {
          Type: "SubmitButtonGroup",
          Buttons: words.map((word) => ({ Text: word, Value: word, RequiresConfirmation: false })),
        },
        true,
      ),
    ],
  };
}
