import { masterKeySealer } from "@indelible/trail";
import { expect, test } from "vitest";
import { sampleTask } from "../testing/sample-task.ts";
import { hasTaskMac, taskMac } from "./task-mac.ts";

const macs = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));
const task = sampleTask({ arguments: { A: 1, B: ["x"] } });
const bound = { ...task, mac: taskMac(macs, task) };

test("a task keeps its code while it runs", () => {
  const later = new Date("2026-03-02T00:00:00Z");
  for (const change of [
    { state: "Executing", start_time: later, version: 2, server_node: "a" },
    { state: "Executing", has_pending_interruptions: true, progress: "sealed" },
    { state: "Failed", completed_time: later, error_message: "It broke.", has_warnings: true },
    { arguments: { B: ["x"], A: 1 } },
  ] as const) {
    expect(hasTaskMac(macs, { ...bound, ...change })).toBe(true);
  }
});

test("every field that never changes belongs to the code", () => {
  for (const change of [
    { id: "ServerTasks-2" },
    { space_id: "Spaces-2" },
    { space_id: null },
    { name: "Deploy" },
    { description: "Other work" },
    { arguments: { A: 2, B: ["x"] } },
    { arguments: {} },
    { arguments: { A: Number.POSITIVE_INFINITY } },
    { deployment_id: "Deployments-1" },
    { runbook_run_id: "RunbookRuns-1" },
    { project_id: "Projects-1" },
    { environment_id: "Environments-1" },
    { tenant_id: "Tenants-1" },
    { runbook_id: "Runbooks-1" },
    { queued_by: "Users-2" },
    { lane: "lane" },
    { queue_time: new Date("2026-03-01T11:00:00Z") },
    { queue_time_expiry: new Date("2026-03-01T13:00:00Z") },
  ]) {
    expect(hasTaskMac(macs, { ...bound, ...change }), JSON.stringify(change)).toBe(false);
  }
  expect(hasTaskMac(macs, { ...bound, mac: null })).toBe(false);
});
