import {
  healthCheckProblem,
  type Machine,
  type MachinePolicy,
  machinePolicies,
} from "@indelible/domain";
import { type Fields, invalid, Refusal } from "@indelible/kernel";
import { equals, type StoredDocument, type Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";

/**
 * Hooks of machines: a machine without a policy gets the default policy of its space, and an SSH target
 * has what a connection to it needs.
 */
export function machineHooks(trail: Trail): DocumentHooks<Machine> {
  return {
    defaults: (fields, _caller, spaceId) => withPolicy(trail, fields, spaceId),
    check: checkEndpoint,
  };
}

/** Without the fingerprint, the password of the account would be sent to whatever host answers. */
function checkEndpoint({ before, body }: DocumentWrite<Machine>): void {
  const { Endpoint } = body;
  if (Endpoint.CommunicationStyle !== "Ssh" || equals(Endpoint, before?.body.Endpoint ?? null)) {
    return;
  }
  const missing = (["AccountId", "Fingerprint"] as const).filter(
    (field) => !Endpoint[field]?.trim(),
  );
  const [first, ...others] = missing.map(
    (field) => `Endpoint.${field} is required of SSH targets.`,
  );
  if (first !== undefined) throw invalid(first, ...others);
}

/** Hooks of machine policies: the schedule is valid, and the default policy cannot be deleted. */
export const machinePolicyHooks: DocumentHooks<MachinePolicy> = {
  check: checkSchedule,
  checkDelete: refuseDefault,
};

function checkSchedule({ body }: DocumentWrite<MachinePolicy>): void {
  const problem = healthCheckProblem(body.MachineHealthCheckPolicy);
  if (problem !== undefined) throw invalid(problem);
}

async function withPolicy(
  trail: Trail,
  fields: Fields<Machine>,
  spaceId: string | null,
): Promise<Fields<Machine>> {
  if (spaceId === null || fields.MachinePolicyId) return fields;
  const policy = await defaultMachinePolicy(trail, spaceId);
  return policy === undefined ? fields : { ...fields, MachinePolicyId: policy.id };
}

async function defaultMachinePolicy(
  trail: Trail,
  spaceId: string,
): Promise<StoredDocument<MachinePolicy> | undefined> {
  const { documents } = await trail.list({
    type: machinePolicies,
    spaceIds: [spaceId],
    containing: [[{ IsDefault: true }]],
    skip: 0,
    take: 1,
  });
  return documents[0];
}

function refuseDefault({ body }: StoredDocument<MachinePolicy>): void {
  if (!body.IsDefault) return;
  throw new Refusal("conflict", "The default machine policy cannot be deleted.");
}
