import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPortal, type PortalTest } from "../support/portal.ts";

let portal: PortalTest;
let page: Page;
let form: Locator;

beforeAll(async () => {
  portal = await openPortal();
  for (const Name of ["Test", "Production"]) await create("/api/environments", { Name });
  await create("/api/projectgroups", { Name: "All" });
  page = await portal.signIn();
});
afterAll(() => portal?.close());

async function create(path: string, body: unknown): Promise<string> {
  const answer = await portal.server.call("POST", path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.Id;
}

/** Opens the form of a new document, or of one that exists. */
async function open(path: string): Promise<void> {
  await page.goto(`${portal.address}/app/#/Spaces-1/${path}`);
  form = page.getByRole("form");
  await form.waitFor();
}

async function pick(label: string, option: string): Promise<void> {
  await form.getByRole("combobox", { name: label }).fill(option);
  await page.getByRole("option", { name: option, exact: true }).click();
}

async function send(button: string): Promise<void> {
  await form.getByRole("button", { name: button, exact: true }).click();
}

/** Waits for the page of the document that was saved, and returns its resource. */
async function saved(name: string, route: string) {
  await page.getByRole("heading", { name, level: 1, exact: true }).waitFor();
  const id = page.url().split("/").pop();
  return (await portal.server.call("GET", `/api/Spaces-1/${route}/${id}`)).body;
}

describe("a form that is derived from the schema", () => {
  test("reports a missing field next to it, and creates a project from names", async () => {
    await page.getByRole("link", { name: "Projects", exact: true }).click();
    await page.getByRole("link", { name: "Add project" }).click();
    form = page.getByRole("form");
    await send("Add project");
    await form.getByText("Lifecycle is required.").waitFor();
    const name = form.getByRole("textbox", { name: "Name", exact: true });
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await name.fill("Web shop");
    await pick("Project group", "All");
    await pick("Lifecycle", "Default Lifecycle");
    await form.getByRole("switch", { name: "Auto create release" }).check();
    await send("Add project");
    const project = await saved("Web shop", "projects");
    expect(project).toMatchObject({ AutoCreateRelease: true, Slug: "web-shop" });
  });

  test("shows the server's error, and keeps the input", async () => {
    await open("environments/new");
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("Production");
    await send("Add environment");
    const again = await portal.server.call("POST", "/api/environments", { Name: "Production" });
    await form.getByRole("alert").getByText(again.body.Errors[0]).waitFor();
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("Staging");
    await send("Add environment");
    await saved("Staging", "environments");
  });

  test("edits nested and repeated fields, and keeps the others", async () => {
    const id = await create("/api/lifecycles", {
      Name: "Careful",
      Phases: [{ Name: "First", OptionalDeploymentTargets: ["Environments-1"] }],
    });
    const before = (await portal.server.call("GET", `/api/lifecycles/${id}`)).body;
    await open(`lifecycles/${id}`.concat("/edit"));
    await form.getByRole("button", { name: "Add to phases" }).click();
    const second = form.getByRole("group", { name: "Phases: Item 2" });
    await second.getByRole("textbox", { name: "Name", exact: true }).fill("Last");
    await form.getByRole("button", { name: "Move Last up" }).click();
    await send("Save");
    const { Phases } = await saved("Careful", "lifecycles");
    expect(Phases).toMatchObject([{ Name: "Last" }, before.Phases[0]]);
  });

  test("keeps a secret unless it is replaced or removed, and never shows it", async () => {
    await open("accounts/new");
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("Deployer");
    await pick("Account type", "Username and password");
    await form.getByLabel("Password", { exact: true }).fill("correct horse");
    await send("Add account");
    const made = await saved("Deployer", "accounts");
    expect(made.Password).toMatchObject({ HasValue: true, NewValue: null });

    await open(`accounts/${made.Id}/edit`);
    await form.getByRole("textbox", { name: "Description" }).fill("for the web shop");
    await send("Save");
    expect((await saved("Deployer", "accounts")).Password.HasValue).toBe(true);

    await open(`accounts/${made.Id}/edit`);
    const password = form.getByRole("group", { name: "Password" });
    await password.getByText("Remove", { exact: true }).click();
    await send("Save");
    const cleared = await saved("Deployer", "accounts");
    expect(cleared).toMatchObject({ Description: "for the web shop" });
    expect(cleared.Password.HasValue).toBe(false);
  });

  test("creates a deployment target in an environment", async () => {
    await open("machines/new");
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("web-01");
    await pick("Environments", "Test");
    await page.keyboard.press("Escape");
    await form.getByRole("combobox", { name: "Roles" }).fill("web");
    await page.keyboard.press("Enter");
    await send("Add deployment target");
    expect(await saved("web-01", "machines")).toMatchObject({
      EnvironmentIds: ["Environments-1"],
      Roles: ["web"],
    });
  });
});
