import type { ProcessResource, StepResource } from "../resources.ts";
import type { StoryAct, World } from "../world.ts";

type Edit = (steps: StepResource[], world: World) => void;

const SCRIPT_BODY = "Octopus.Action.Script.ScriptBody";

/** The steps of projects, with the lines of their scripts. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  "Take a backup": ["set -eu", "backup --database app --keep 7", "echo 'backup taken'"],
  "Migrate the database": ["set -eu", "cd releases/current", "migrate --wait 30 up"],
  "Deploy the package": [
    "set -eu",
    "tar -xf package.tar -C releases/next",
    "ln -sfn releases/next releases/current",
    "systemctl restart app",
  ],
  "Warm the caches": ["for page in / /search /help; do", "  fetch --timeout 10 $page", "done"],
  "Smoke test": ["set -eu", "probe --tries 5 --pause 3 /healthz", "echo 'it answers'"],
  "Tell the team": ["notify --channel releases 'deployed'"],
};

const FIRST_STEPS = ["Migrate the database", "Deploy the package", "Smoke test"];

/** The initial steps of every project. */
export function firstSteps(): StepResource[] {
  return FIRST_STEPS.map(scriptStep);
}

/** A member of a project edits, extends or reorders its process. */
export const editProcess: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  const path = `${world.space}/projects/${project.id}/deploymentprocesses`;
  await world.edit<ProcessResource>(world.chance.pick(project.team), path, ({ Steps }) => {
    world.chance.pick(EDITS)(Steps, world);
  });
};

const EDITS: readonly Edit[] = [
  tuneNumber,
  tuneNumber,
  tuneNumber,
  toggleDateLine,
  moveStep,
  addStep,
  toggleStep,
  limitToProduction,
];

function scriptStep(name: string): StepResource {
  const script = (SCRIPTS[name] ?? []).join("\n");
  const Properties = { [SCRIPT_BODY]: script, "Octopus.Action.Script.Syntax": "Bash" };
  const action = { Name: name, ActionType: "Octopus.Script", Properties };
  return { Name: name, Actions: [action] };
}

/** One number in one script changes: the smallest possible difference. */
function tuneNumber(steps: StepResource[], { chance }: World): void {
  const actions = steps.flatMap(({ Actions }) => Actions);
  const tunable = actions.filter(({ Properties }) => /\d/.test(Properties[SCRIPT_BODY] ?? ""));
  if (tunable.length === 0) return;
  const { Properties } = chance.pick(tunable);
  const script = Properties[SCRIPT_BODY] ?? "";
  Properties[SCRIPT_BODY] = script.replace(/\d+/, (digits) => {
    return String(Math.max(1, Number(digits) + chance.pick([-2, 1, 3, 5])));
  });
}

function toggleDateLine(steps: StepResource[], { chance }: World): void {
  const [action] = chance.pick(steps).Actions;
  if (action === undefined) return;
  const lines = (action.Properties[SCRIPT_BODY] ?? "").split("\n");
  const added = lines.findIndex((line) => line.startsWith("date "));
  if (added === -1) lines.splice(chance.between(0, lines.length), 0, "date --utc");
  else lines.splice(added, 1);
  action.Properties[SCRIPT_BODY] = lines.join("\n");
}

function moveStep(steps: StepResource[], { chance }: World): void {
  const [step] = steps.splice(chance.between(0, steps.length - 1), 1);
  if (step !== undefined) steps.splice(chance.between(0, steps.length), 0, step);
}

/** A missing step is added; if there is none, an optional step is removed. */
function addStep(steps: StepResource[], { chance }: World): void {
  const missing = Object.keys(SCRIPTS).filter((name) => !steps.some(({ Name }) => Name === name));
  if (missing.length > 0)
    steps.splice(chance.between(0, steps.length), 0, scriptStep(chance.pick(missing)));
  else
    steps.splice(
      steps.findIndex(({ Name }) => !FIRST_STEPS.includes(Name)),
      1,
    );
}

function toggleStep(steps: StepResource[], { chance }: World): void {
  const [action] = chance.pick(steps).Actions;
  if (action !== undefined) action.IsDisabled = action.IsDisabled !== true;
}

/** A step is limited to production, or runs everywhere again. */
function limitToProduction(steps: StepResource[], { chance, environments }: World): void {
  const [action] = chance.pick(steps).Actions;
  if (action === undefined) return;
  action.Environments = action.Environments?.length ? [] : [environments.production];
}
