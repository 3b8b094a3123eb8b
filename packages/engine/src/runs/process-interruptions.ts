import { answerOf, interruptions } from "@indelible/domain";
import { withDefaults } from "@indelible/kernel";
import type { JsonObject, Snapshot, Trail } from "@indelible/trail";
import type { TaskOutcome } from "../tasks/task-kind.ts";
import { listIn, type ProcessAction, type ProcessStep } from "./process.ts";
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

/** What somebody answered, and who. */
export interface GivenAnswer {
  readonly word: string;
  readonly by: string;
}

/** Where questions belong. */
export interface InterruptionPlace {
  readonly taskId: string;
  readonly spaceId: string;
  /** `DeploymentId` or `RunbookRunId`, and the project, environment and tenant. */
  readonly links: JsonObject;
}

const INSTRUCTIONS = "Octopus.Action.Manual.Instructions";
const RESPONSIBLE_TEAMS = "Octopus.Action.Manual.ResponsibleTeamIds";

/** The questions of one run: raises them, and looks up what was answered. */
export class Interruptions {
  readonly #trail: Trail;
  readonly #place: InterruptionPlace;
  readonly #expand: (template: string) => string;
  readonly #clock: () => Date;

  constructor(
    trail: Trail,
    place: InterruptionPlace,
    expand: (template: string) => string,
    clock: () => Date,
  ) {
    this.#trail = trail;
    this.#place = place;
    this.#expand = expand;
    this.#clock = clock;
  }

  /** The question of a manual intervention. */
  manual(key: string, step: ProcessStep, action: ProcessAction): Question {
    return {
      key,
      type: "ManualIntervention",
      title: step.actions.length === 1 ? step.name : action.name,
      instructions: this.#expand(action.properties.get(INSTRUCTIONS) ?? ""),
      teamIds: listIn(action.properties.get(RESPONSIBLE_TEAMS)),
    };
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

const BUTTONS = {
  ManualIntervention: { name: "Result", words: ["Proceed", "Abort"] },
  GuidedFailure: { name: "Guidance", words: ["Fail", "Retry", "Ignore"] },
} as const;

/** The form as clients show it. API reference, section 6: Interruption. */
function formOf({ type, instructions }: Question): JsonObject {
  const { name, words } = BUTTONS[type];
  const element = (Name: string, Control: JsonObject, IsValueRequired = false) => ({
    Name,
    Control,
    IsValueRequired,
  });
  return {
    Values: { Instructions: instructions, Notes: null, [name]: null },
    Elements: [
      element("Instructions", { Type: "Paragraph", Text: instructions }),
      element("Notes", { Type: "TextArea", Label: "Notes" }),
      element(
        name,
        {
          Type: "SubmitButtonGroup",
          Buttons: words.map((word) => ({ Text: word, Value: word, RequiresConfirmation: false })),
        },
        true,
      ),
    ],
  };
}
