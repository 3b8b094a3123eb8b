import { answerOf, type Interruption, interruptions } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import { type Creation, creation, type JsonObject, type Snapshot } from "@indelible/trail";
import type { ActionQuestion, GivenAnswer } from "../actions/action-kind.ts";
import { ANSWERS } from "../interruptions/answers.ts";
import type { TrailReader } from "../ports/trail-reader.ts";
import type { TaskOutcome } from "../tasks/task-kind.ts";
import type { ProcessAction, ProcessStep } from "./process.ts";
import type { ProcessProgress } from "./process-progress.ts";
import type { RunLinks } from "./run.ts";

/** A question that a run waits for an answer to. */
export interface Question {
  /** Identifies the question within its task: its answer is found by the key. */
  readonly key: string;
  readonly type: Interruption["Type"];
  readonly title: string;
  readonly instructions: string;
  readonly teamIds: readonly string[];
}

/** The run that questions belong to. */
export interface InterruptionPlace {
  readonly taskId: string;
  readonly spaceId: string;
  readonly links: RunLinks;
}

/** The questions of one run: raises them, and finds their answers. */
export class Interruptions {
  readonly #trail: TrailReader;
  readonly #place: InterruptionPlace;
  readonly #clock: () => Date;

  constructor(trail: TrailReader, place: InterruptionPlace, clock: () => Date) {
    this.#trail = trail;
    this.#place = place;
    this.#clock = clock;
  }

  /** The question of an action. */
  ofAction(
    key: string,
    step: ProcessStep,
    action: ProcessAction,
    question: ActionQuestion,
  ): Question {
    const title = step.actions.length === 1 ? step.name : action.name;
    return { key, type: "ManualIntervention", title, ...question };
  }

  /** The question what to do about a failure. */
  failure(key: string, action: ProcessAction, message: string): Question {
    const title = `${action.name} failed`;
    return { key, type: "GuidedFailure", title, instructions: message, teamIds: [] };
  }

  /** The answer to the question with a key; undefined while there is none. */
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

  #raised(question: Question, snapshot: Snapshot): Creation<Interruption> {
    const { taskId, spaceId, links } = this.#place;
    const body = completeBody(interruptions, {
      Title: question.title.slice(0, TITLE_LENGTH_MAX),
      Type: question.type,
      Created: this.#clock().toISOString(),
      TaskId: taskId,
      CorrelationId: question.key,
      // A process may name teams that were deleted.
      ResponsibleTeamIds: question.teamIds.filter((id) => snapshot.named.has(id)),
      Form: formOf(question),
      RelatedDocumentIds: [taskId, ...idsIn(links)],
      ...links,
    });
    return creation(interruptions, { id: snapshot.takeId(interruptions.prefix), spaceId, body });
  }
}

function idsIn(links: RunLinks): string[] {
  return Object.values(links).filter((id) => id !== null);
}

const TITLE_LENGTH_MAX = 200;

/** The form as clients show it. API reference, section 6: Interruption. */
function formOf({ type, instructions }: Question): Interruption["Form"] {
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
