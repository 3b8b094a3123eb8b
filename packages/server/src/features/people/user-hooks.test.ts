import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();
const user = (more: object) => ({ Username: "new", DisplayName: "New", ...more });

test.each([
  [{ Password: "1234567" }, "Password must have at least 8 characters."],
  [{ Password: { NewValue: "" } }, "Password must have at least 8 characters."],
  [{ IsService: true, Password: "long enough" }, "A service account has no password"],
])("a password that cannot be used is refused: %j", async (more, message) => {
  expect(await shared.refused(400, "POST", "../users", user(more))).toContain(message);
});

test("a service account needs no password, and may not get one", async () => {
  const { id } = await shared.organisation.person();
  await shared.on.call("PUT", `../users/${id}`, { DisplayName: "Bot" });
  const change = { Password: "long enough" };
  expect(await shared.refused(400, "PUT", `../users/${id}`, change)).toContain("API key");
});

test("a caller who could sign in as another user must hold all that the user holds", async () => {
  const { organisation, server } = shared;
  const strong = await organisation.make("/api/users", user({ Password: "long enough" }));
  await organisation.give([strong.Id], { space: ["EventView"] });
  const editor = await organisation.personWith({ system: ["UserEdit", "UserView"] });
  const url = `users/${strong.Id}`;
  for (const change of [
    { Password: "even longer" },
    { Identities: [{ IdentityProviderName: "x" }] },
  ]) {
    expect(await shared.refused(403, "PUT", `../${url}`, change, editor)).toContain(
      "Missing permission: EventView",
    );
  }
  for (const change of [{ DisplayName: "Renamed" }, { IsActive: false }, { IsService: true }]) {
    expect(await shared.refused(403, "PUT", `../${url}`, change, editor)).toContain(
      "Users and teams with permissions that you do not have cannot be changed by you.",
    );
  }
  const same = await server.call("PUT", `/api/${url}`, { DisplayName: "New" }, editor);
  expect(same.status, same.text).toBe(200);
});

test("users do not replace their own password without the current one", async () => {
  const { organisation, server } = shared;
  const { id, key } = await organisation.personWith(
    { system: ["UserEdit", "UserView"] },
    { space: ["EventView"] },
  );
  const url = `/api/users/${id}`;
  const person = await server.call("PUT", url, { IsService: false }, { key });
  expect(person.status, person.text).toBe(200);
  const change = { Password: "long enough" };
  expect(await shared.refused(403, "PUT", `../users/${id}`, change, { key })).toContain(
    "PUT /api/users/me/password",
  );
});
