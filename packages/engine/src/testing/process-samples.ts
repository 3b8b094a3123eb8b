import { type Machine, machines } from "@indelible/domain";
import { completeBody } from "@indelible/kernel";
import type { JsonObject, PartOf, StoredDocument } from "@indelible/trail";
import {
  type ProcessAction,
  type ProcessStep,
  type StoredAction,
  type StoredStep,
  stepsOf,
} from "../runs/process.ts";

/** An action as a process stores it. */
export function sampleAction(Id: string, init: Partial<StoredAction> = {}): StoredAction {
  return {
    Id,
    Name: Id,
    Slug: null,
    ActionType: "Octopus.Script",
    Notes: null,
    IsDisabled: false,
    IsRequired: false,
    CanBeUsedForProjectVersioning: false,
    Condition: "Success",
    Channels: [],
    Environments: [],
    ExcludedEnvironments: [],
    TenantTags: [],
    WorkerPoolId: null,
    WorkerPoolVariable: null,
    Container: null,
    Packages: [],
    GitDependencies: [],
    StepPackageVersion: null,
    Properties: {},
    ...init,
  };
}

/** A step as a run reads it. */
export function sampleStep(init: Partial<StoredStep> = {}): ProcessStep {
  const step: StoredStep = {
    Id: "s",
    Name: "S",
    Slug: null,
    Condition: "Success",
    StartTrigger: "StartAfterPrevious",
    PackageRequirement: "LetOctopusDecide",
    Properties: {},
    Actions: [],
    ...init,
  };
  return first(stepsOf({ Steps: [step] }));
}

/** An action as a run reads it. */
export function readAction(Id: string, init: Partial<StoredAction> = {}): ProcessAction {
  return first(sampleStep({ Actions: [sampleAction(Id, init)] }).actions);
}

function first<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new TypeError("The list is empty.");
  return item;
}

/** A document as the store has it; its title is its id. */
export function sampleDocument<Body extends JsonObject = JsonObject>(
  type: string,
  id: string,
  body: Body,
): StoredDocument<Body> {
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
export function sampleMachine(id: string, init: PartOf<Machine> = {}): StoredDocument<Machine> {
  const fields = { Name: id, EnvironmentIds: ["Environments-1"], Roles: ["web"], Endpoint: {} };
  return sampleDocument(machines.prefix, id, completeBody(machines, { ...fields, ...init }));
}
