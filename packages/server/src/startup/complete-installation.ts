import { DEFAULT_MACHINE_POLICY, machinePolicies, spaces } from "@indelible/domain";
import { type Trail, TrailError } from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { TAKE_MAX } from "../http/page.ts";
import { withDefaults } from "../http/read-fields.ts";
import { systemAct } from "../identity/system-act.ts";
import { putMasterKeyOnRecord } from "../master-key/master-key-document.ts";

/**
 * Gives an installation of an earlier version what every one has since: a document of its master key,
 * of the `generation` in force, and a default machine policy in every space. Each is an act of the
 * system, on record as any other.
 */
export async function completeInstallation(
  trail: Trail,
  service: DocumentService,
  generation: number,
): Promise<void> {
  await unlessMade(() => putMasterKeyOnRecord(trail, generation));
  for (const spaceId of await spacesWithoutPolicy(trail)) {
    await unlessMade(() => addMachinePolicy(service, spaceId));
  }
}

async function spacesWithoutPolicy(trail: Trail): Promise<string[]> {
  const all = await trail.list({ type: spaces, skip: 0, take: TAKE_MAX });
  const policies = await trail.list({
    type: machinePolicies,
    containing: [[{ IsDefault: true }]],
    skip: 0,
    take: TAKE_MAX,
  });
  const complete = new Set(policies.documents.map(({ spaceId }) => spaceId));
  return all.documents.map(({ id }) => id).filter((id) => !complete.has(id));
}

async function addMachinePolicy(service: DocumentService, spaceId: string): Promise<void> {
  const body = withDefaults(machinePolicies.schema, DEFAULT_MACHINE_POLICY);
  await service.createAs(systemAct("complete-installation"), machinePolicies, spaceId, body);
}

/** Another server that starts at the same time may have made it. */
async function unlessMade(make: () => Promise<void>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
}
