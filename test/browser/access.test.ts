import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPortal, type PortalTest } from "../support/portal.ts";

const PASSWORD = "a password to test with";

let portal: PortalTest;

beforeAll(async () => {
  portal = await openPortal();
  const group = await create("/api/projectgroups", { Name: "All" });
  const lifecycle = await create("/api/lifecycles", { Name: "Steady" });
  const project = (Name: string) =>
    create("/api/projects", { Name, ProjectGroupId: group, LifecycleId: lifecycle });
  const webShop = await project("Web shop");
  await project("Warehouse");
  await viewer("guest", ["EventView", "ProjectView"], { ProjectIds: [webShop] });
  await viewer("auditor", ["EventView"], {});
});
afterAll(() => portal?.close());

/** Creates a document as the administrator and returns its id. */
async function create(path: string, body: unknown): Promise<string> {
  const answer = await portal.server.call("POST", path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.Id;
}

/** Creates a user whose only team has one role, with these permissions within this scope. */
async function viewer(Username: string, permissions: string[], scope: object): Promise<void> {
  const user = await create("/api/users", { Username, Password: PASSWORD });
  const team = await create("/api/Spaces-1/teams", {
    Name: `Team of ${Username}`,
    MemberUserIds: [user],
  });
  const role = await create("/api/userroles", {
    Name: `Role of ${Username}`,
    GrantedSpacePermissions: permissions,
  });
  const given = { TeamId: team, UserRoleId: role, ...scope };
  await create("/api/Spaces-1/scopeduserroles", given);
}

/** Opens an area of the portal by its address. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${portal.address}/app/#/Spaces-1/${path}`);
}

test("a user who is limited to a project sees only its events, and no error", async () => {
  const page = await portal.signIn("guest", PASSWORD);
  await page.getByRole("link", { name: "Web shop" }).waitFor();
  expect(await page.getByText("Warehouse").count()).toBe(0);
  await page.getByRole("link", { name: "Audit" }).click();
  const events = page.getByRole("region", { name: "Events" });
  await events.getByText("Project Web shop was created").waitFor();
  expect(await events.getByText("Warehouse").count()).toBe(0);
  expect(await page.getByRole("alert").count()).toBe(0);
  expect(await page.getByRole("button", { name: /^Add/ }).count()).toBe(0);
  await page.context().close();
});

test("an outside auditor sees names in the trail, and the permission that other pages need", async () => {
  const page = await portal.signIn("auditor", PASSWORD);
  const navigation = page.getByRole("navigation");
  await navigation.getByRole("link", { name: "Users" }).waitFor({ state: "detached" });
  await navigation.getByRole("link", { name: "Audit" }).click();
  const event = page.getByRole("article").filter({ hasText: "Project Web shop was created" });
  await event.getByText("admin").first().waitFor();
  await event.getByRole("button", { name: "Show details" }).click();
  await event.getByText("As it was created").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  for (const [route, permission] of [
    ["users", "UserView"],
    ["teams", "TeamView"],
    ["userroles", "UserRoleView"],
  ] as const) {
    await open(page, route);
    await page.getByText(`You need the permission ${permission} to see this.`).waitFor();
  }
  await page.context().close();
});

describe("an administrator", () => {
  let page: Page;

  beforeAll(async () => {
    page = await portal.signIn();
  });
  afterAll(() => page.context().close());

  test("creates a team and grants it a role limited to a project", async () => {
    await page.getByRole("link", { name: "Teams" }).click();
    await page.getByRole("button", { name: "Add team" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Shopkeepers");
    await dialog.getByRole("button", { name: "Add team" }).click();
    await page.getByRole("heading", { name: "Shopkeepers", level: 1 }).waitFor();

    await page.getByRole("button", { name: "Add members" }).click();
    await page.getByRole("combobox", { name: "People and service accounts" }).fill("guest");
    await page.getByRole("option", { name: "guest" }).click();
    await page.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "Add members" }).click();
    await dialog.waitFor({ state: "detached" });
    await page
      .getByRole("region", { name: "Members" })
      .getByRole("link", { name: "guest" })
      .waitFor();

    await page.getByRole("button", { name: "Add role" }).click();
    await dialog.getByRole("combobox", { name: "Role" }).fill("Project Viewer");
    await page.getByRole("option", { name: "Project Viewer" }).click();
    await dialog.getByRole("combobox", { name: "Projects" }).fill("Ware");
    await page.getByRole("option", { name: "Warehouse" }).click();
    await page.keyboard.press("Tab");
    await dialog.getByRole("button", { name: "Save" }).click();
    const roles = page.getByRole("region", { name: "Roles" });
    await roles.getByText("Projects: Warehouse").waitFor();

    const { body } = await portal.server.call("GET", "/api/Spaces-1/teams?partialName=Shopkeepers");
    const [team] = body.Items;
    const given = await portal.server.call("GET", `/api/Spaces-1/teams/${team.Id}/scopeduserroles`);
    expect(given.body.Items).toMatchObject([
      { SpaceId: "Spaces-1", UserRoleId: "userroles-projectviewer", ProjectIds: ["Projects-2"] },
    ]);
  });

  test("an API key is shown once, works, and is refused when it is revoked", async () => {
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "API keys" }).click();
    await page.getByRole("button", { name: "New API key" }).click();
    await page.getByLabel("Purpose").fill("release script");
    await page.getByRole("button", { name: "Create API key" }).click();
    const shown = page.getByLabel("API key", { exact: true });
    const key = await shown.innerText();
    await page.getByRole("button", { name: "Done" }).click();
    const as = (path: string) => portal.server.call("GET", path, undefined, { key: key.trim() });
    expect((await as("/api/users/me")).status).toBe(200);
    await shown.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(key.trim());
    await page.getByRole("button", { name: "Revoke release script" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
    await page
      .getByRole("button", { name: "Revoke release script" })
      .waitFor({ state: "detached" });
    expect((await as("/api/users/me")).status).toBe(401);
  });

  test("a user is created, shown with teams and permissions, and deactivated", async () => {
    await open(page, "users");
    await page.getByRole("button", { name: "Add user" }).click();
    await page.getByLabel("Username").fill("nadia");
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Add user" }).click();
    await page.getByRole("heading", { name: "nadia", level: 1 }).waitFor();
    await page.getByRole("region", { name: "Teams" }).getByText("Everyone").waitFor();
    await page.getByText("No permissions: no team of this user has a role.").waitFor();
    await page.getByRole("button", { name: "Deactivate" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
    await page.getByRole("button", { name: "Activate", exact: true }).waitFor();
    await page.getByText("User nadia was changed").waitFor();
  });

  test("a role is created with permissions that are searched for", async () => {
    await open(page, "userroles");
    await page.getByRole("button", { name: "Add user role" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Trail reader");
    await dialog.getByLabel("Search permissions").fill("EventView");
    await dialog.getByLabel("EventView", { exact: true }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Trail reader", level: 1 }).waitFor();
    await page.getByRole("heading", { name: "In a space (1)" }).waitFor();
    await open(page, "userroles/userroles-projectviewer");
    await page.getByText("Built in").waitFor();
    expect(await page.getByRole("button", { name: "Edit" }).count()).toBe(0);
  });
});

test("a user changes the password, and ends sessions", async () => {
  const Username = "walker";
  const id = await create("/api/users", { Username, Password: PASSWORD });
  const [page, other] = [
    await portal.signIn(Username, PASSWORD),
    await portal.signIn(Username, PASSWORD),
  ];
  await open(page, "account/security");
  await page.getByText("This browser").waitFor();
  expect(await page.getByRole("button", { name: /^End the session of/ }).count()).toBe(2);
  await page.getByRole("button", { name: "Change password" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Current password").fill("not the password");
  await dialog.getByLabel("New password").fill("a newer password");
  await dialog.getByRole("button", { name: "Change password" }).click();
  await dialog.getByText("The current password is not correct.").waitFor();
  await dialog.getByLabel("Current password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Change password" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("This browser").waitFor();
  await other.reload();
  await other.getByRole("button", { name: "Sign in" }).waitFor();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  const { body } = await portal.server.call("GET", `/api/events?regarding=${id}&take=1`);
  expect(body.Items[0]).toMatchObject({
    Username,
    Message: `User ${Username} was signed out everywhere`,
  });
});
