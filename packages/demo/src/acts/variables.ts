import type { Chance } from "../chance.ts";
import type { VariableResource, VariableSetResource } from "../resources.ts";
import type { StoryAct, World } from "../world.ts";

type Edit = (variables: VariableResource[], world: World) => void;

/** The initial variables of every project. */
export function firstVariables(role: string, world: World): VariableResource[] {
  const { development, production } = world.environments;
  return [
    { Name: "Host", Value: `${role}.dev.example`, Scope: { Environment: [development] } },
    { Name: "Host", Value: `${role}.example`, Scope: { Environment: [production] } },
    { Name: "Instances", Value: "2" },
    { Name: "TimeoutSeconds", Value: "30" },
    { Name: "LogLevel", Value: "info" },
    { Name: "Database:Password", Value: randomSecret(world.chance), Type: "Sensitive" },
  ];
}

/** A member of a project changes one of its variables. */
export const editVariables: StoryAct = async (world) => {
  const project = world.chance.pick(world.projects);
  const path = `${world.space}/projects/${project.id}/variables`;
  await world.edit<VariableSetResource>(world.chance.pick(project.team), path, ({ Variables }) => {
    world.chance.pick(EDITS)(Variables, world);
  });
};

const LEVELS = ["debug", "info", "warning", "error"];

const EDITS: readonly Edit[] = [
  changeNumber,
  changeNumber,
  changeLevel,
  toggleFlag,
  invertFlag,
  changePassword,
];

function changeNumber(variables: VariableResource[], { chance }: World): void {
  const numbers = variables.filter(({ Value }) => /^\d+$/.test(Value ?? ""));
  const chosen = chance.pick(numbers);
  chosen.Value = String(Math.max(1, Number(chosen.Value) + chance.pick([-5, -2, -1, 1, 2, 5, 10])));
}

function changeLevel(variables: VariableResource[], { chance }: World): void {
  const level = variables.find(({ Name }) => Name === "LogLevel");
  if (level !== undefined) level.Value = chance.pick(LEVELS.filter((it) => it !== level.Value));
}

const FEATURES = ["NewBasket", "FastSearch", "GuestCheckout", "DarkMode", "BulkExport", "Webhooks"];

/** A feature flag is added, or removed if it exists. */
function toggleFlag(variables: VariableResource[], { chance, environments }: World): void {
  const name = `Feature:${chance.pick(FEATURES)}`;
  const at = variables.findIndex(({ Name }) => Name === name);
  if (at !== -1) variables.splice(at, 1);
  else {
    const Scope = { Environment: [chance.pick(Object.values(environments))] };
    variables.push({
      Name: name,
      Value: "true",
      Description: "Remove when it is on for all users",
      Scope,
    });
  }
}

/** A feature flag is inverted; if there is none, the description of a variable changes. */
function invertFlag(variables: VariableResource[], { chance }: World): void {
  const flag = variables.find(({ Name }) => Name.startsWith("Feature:"));
  if (flag !== undefined) flag.Value = flag.Value === "true" ? "false" : "true";
  else chance.pick(variables).Description = `Reviewed in round ${chance.between(1, 90)}`;
}

function changePassword(variables: VariableResource[], { chance }: World): void {
  const secret = variables.find(({ Type }) => Type === "Sensitive");
  if (secret !== undefined) secret.Value = randomSecret(chance);
}

function randomSecret(chance: Chance): string {
  return Array.from({ length: 4 }, () => chance.between(1_000, 9_999).toString(36)).join("-");
}
