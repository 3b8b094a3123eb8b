import type { JsonObject, StoredDocument } from "@indelible/trail";
import { type ProcessAction, type ProcessStep, stepsOf } from "../runs/process.ts";

/** An action as a process stores it. */
export function sampleAction(Id: string, init: object = {}) {
  const lists = { Environments: [], ExcludedEnvironments: [], Channels: [], Packages: [] };
  return { Id, Name: Id, ActionType: "Octopus.Script", Properties: {}, ...lists, ...init };
}

/** A step as a run reads it. */
export function sampleStep(init: object = {}): ProcessStep {
  const [made] = stepsOf({
    Steps: [{ Id: "s", Name: "S", Condition: "Success", Properties: {}, Actions: [], ...init }],
  });
  if (made === undefined) throw new TypeError("no step");
  return made;
}

/** An action as a run reads it. */
export function readAction(Id: string, init: object = {}): ProcessAction {
  const [made] = sampleStep({ Actions: [sampleAction(Id, init)] }).actions;
  if (made === undefined) throw new TypeError("no action");
  return made;
}

/** A document as the store has it; its title is its id. */
export function sampleDocument(type: string, id: string, body: JsonObject = {}): StoredDocument {
  return {
    id,
    type,
    spaceId: "Spaces-1",
    version: 1,
    title: id,
    modifiedOn: new Date(0),
    modifiedBy: "",
    body,
  };
}

/** A deployment target of `Environments-1` with the role `web`. */
export function sampleMachine(id: string, body: JsonObject = {}): StoredDocument {
  return sampleDocument("Machines", id, {
    EnvironmentIds: ["Environments-1"],
    Roles: ["web"],
    TenantedDeploymentParticipation: "Untenanted",
    TenantIds: [],
    IsDisabled: false,
    ...body,
  });
}
