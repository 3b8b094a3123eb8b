import { DEFAULT_MACHINE_POLICY, machinePolicies, spaces } from "@indelible/domain";
import { type Trail, TrailError } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { TAKE_MAX } from "../http/page.ts";
import { withDefaults } from "../http/read-fields.ts";
import { systemAct } from "../identity/system-act.ts";

/**
 * Gives the spaces of an earlier version what comes with every space since: the default machine
 * policy. Each is an act of the system, on record as any other.
 */
export async function completeSpaces(trail: Trail, service: DocumentService): Promise<void> {
  const all = await trail.list({ type: spaces, skip: 0, take: TAKE_MAX });
  const policies = await trail.list({
    type: machinePolicies,
    containing: [[{ IsDefault: true }]],
    skip: 0,
    take: TAKE_MAX,
  });
  const complete = new Set(policies.documents.map(({ spaceId }) => spaceId));
  for (const { id } of all.documents.filter(({ id }) => !complete.has(id))) {
    await addMachinePolicy(service, id);
  }
}

async function addMachinePolicy(service: DocumentService, spaceId: string): Promise<void> {
  const body = withDefaults(machinePolicies.schema, DEFAULT_MACHINE_POLICY);
  try {
    await service.createAs(systemAct("complete-spaces"), machinePolicies, spaceId, body);
  } catch (error) {
    // Another server that starts at the same time has made it.
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
}
