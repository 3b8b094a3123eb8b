import { expect, test } from "vitest";
import { startTestServer } from "../../../../../test/support/server.ts";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();
let made = 0;

async function create(route: string, fields: object, space = "Spaces-1") {
  made += 1;
  const answer = await shared.server.call("POST", `/api/${space}/${route}`, {
    Name: `n${made}`,
    ...fields,
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

async function defaultPolicy(space = "Spaces-1") {
  const { body } = await shared.server.call("GET", `/api/${space}/machinepolicies/all`);
  return body.find(({ IsDefault }: { IsDefault: boolean }) => IsDefault);
}

test("every space has a default policy, which cannot be deleted", async () => {
  const { Id: space } = await create("spaces", {});
  for (const id of ["Spaces-1", space]) {
    const policy = await defaultPolicy(id);
    expect(policy).toMatchObject({
      Name: "Default Machine Policy",
      SpaceId: id,
      MachineHealthCheckPolicy: {
        HealthCheckType: "RunScript",
        HealthCheckInterval: "01:00:00",
        BashHealthCheckPolicy: { RunType: "InheritFromDefault", ScriptBody: null },
      },
      ConnectionConnectTimeout: "00:01:00",
    });
    const url = `/api/${id}/machinepolicies/${policy.Id}`;
    expect(await shared.server.call("DELETE", url)).toMatchObject({ status: 409 });
  }
});

test("a machine has the default policy by default, and never none", async () => {
  const { Id } = await defaultPolicy();
  const other = await create("machinepolicies", {});
  for (const MachinePolicyId of [undefined, null, ""]) {
    const machine = await create("machines", { Endpoint: {}, MachinePolicyId });
    expect(machine.MachinePolicyId).toBe(Id);
    const url = `/api/machines/${machine.Id}`;
    await shared.server.call("PUT", url, { MachinePolicyId: other.Id });
    const { body } = await shared.server.call("PUT", url, { MachinePolicyId });
    expect(body.MachinePolicyId).toBe(other.Id);
  }
  const { body } = await shared.server.call("GET", `/api/machinepolicies/${other.Id}/machines`);
  expect(body.TotalResults).toBe(3);
});

test("an SSH target needs an account and the fingerprint of its host", async () => {
  const { Id: AccountId } = await create("accounts", {
    AccountType: "UsernamePassword",
    Username: "deploy",
    Password: "hush",
  });
  const Endpoint = { CommunicationStyle: "Ssh", Host: "h", AccountId, Fingerprint: "SHA256:abc" };
  const { Id } = await create("machines", { Endpoint });
  for (const [field, value] of [
    ["AccountId", null],
    ["Fingerprint", null],
    ["Fingerprint", " "],
  ] as const) {
    const body = { Name: "Incomplete", Endpoint: { ...Endpoint, [field]: value } };
    for (const [method, url] of [
      ["POST", "machines"],
      ["PUT", `machines/${Id}`],
    ] as const) {
      expect(await shared.refused(400, method, url, body)).toContain(
        `Endpoint.${field} is required of SSH targets.`,
      );
    }
  }
  await shared.on.call("PUT", `machines/${Id}`, { Endpoint, Roles: ["web"] });
});

test.each([
  [{ HealthCheckCron: "every morning" }, "HealthCheckCron must have six fields"],
  [{ HealthCheckCron: "0 0 25 * * *" }, "HealthCheckCron '0 0 25 * * *' cannot be understood"],
  [
    { HealthCheckCron: "0 0 6 * * *", HealthCheckCronTimezone: "Nowhere/Land" },
    "HealthCheckCronTimezone must be the name of a time zone",
  ],
])("a policy with an invalid schedule is refused: %#", async (check, sentence) => {
  const { Id } = await create("machinepolicies", {});
  const body = { Name: "Bad", MachineHealthCheckPolicy: check };
  for (const [method, url] of [
    ["POST", "/api/machinepolicies"],
    ["PUT", `/api/machinepolicies/${Id}`],
  ] as const) {
    const { status, text } = await shared.server.call(method, url, body);
    expect([status, text]).toEqual([
      400,
      expect.stringContaining(`MachineHealthCheckPolicy.${sentence}`),
    ]);
  }
});

test("a policy with health checks but without a time for them has no schedule", async () => {
  const check = { HealthCheckType: "OnlyConnectivity" };
  const { MachineHealthCheckPolicy: stored, Id } = await create("machinepolicies", {
    MachineHealthCheckPolicy: { ...check, HealthCheckInterval: null },
  });
  expect(stored).toMatchObject({ ...check, HealthCheckInterval: null, HealthCheckCron: null });
  const silent = await shared.server.call("PUT", `/api/machinepolicies/${Id}`, {
    MachineHealthCheckPolicy: check,
  });
  expect(silent.body.MachineHealthCheckPolicy).toEqual(stored);
});

test("a space of an earlier version gets its default policy at the start, with an event", async () => {
  const { Id: space } = await create("spaces", {});
  const old = await defaultPolicy(space);
  await shared.database.script(`delete from trail.documents where id = '${old.Id}'`);
  const again = await startTestServer(shared.database);
  await again.close();
  const policy = await defaultPolicy(space);
  expect(policy.Id).not.toBe(old.Id);
  const { body } = await shared.server.call("GET", `/api/${space}/events?regarding=${policy.Id}`);
  expect(body.Items).toMatchObject([{ Category: "Created", UserId: "users-system" }]);
});
