import { type HealthCheckPolicy, healthCheckProblem, machinePolicies } from "@indelible/domain";
import { fieldsAsJson, invalid, Refusal } from "@indelible/kernel";
import type { JsonObject, StoredDocument, Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";

/** Rules of machines: one that names no policy comes under the default one of its space. */
export function machineHooks(trail: Trail): DocumentHooks {
  return {
    defaults: (fields, _caller, spaceId) => fillPolicy(trail, fieldsAsJson(fields), spaceId),
  };
}

/**
 * Rules of machine policies: machines can be checked when they say, and the default one stays,
 * whatever becomes of the others.
 */
export const machinePolicyHooks: DocumentHooks = {
  check: checkSchedule,
  checkDelete: refuseDefault,
};

function checkSchedule({ body }: DocumentWrite): void {
  const problem = healthCheckProblem(body.MachineHealthCheckPolicy as unknown as HealthCheckPolicy);
  if (problem !== undefined) throw invalid(problem);
}

async function fillPolicy(
  trail: Trail,
  body: JsonObject,
  spaceId: string | null,
): Promise<JsonObject> {
  if (spaceId === null || body.MachinePolicyId) return body;
  const policy = await defaultMachinePolicy(trail, spaceId);
  return policy === undefined ? body : { ...body, MachinePolicyId: policy.id };
}

/** The default machine policy of a space. */
export async function defaultMachinePolicy(
  trail: Trail,
  spaceId: string,
): Promise<StoredDocument | undefined> {
  const { documents } = await trail.list({
    type: machinePolicies,
    spaceIds: [spaceId],
    containing: [[{ IsDefault: true }]],
    skip: 0,
    take: 1,
  });
  return documents[0];
}

function refuseDefault(policy: StoredDocument): void {
  if (policy.body.IsDefault !== true) return;
  throw new Refusal("conflict", "The default machine policy cannot be deleted.");
}
