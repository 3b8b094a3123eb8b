import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPortal, type PortalTest } from "../support/portal.ts";
import { ADMIN_PASSWORD } from "../support/server.ts";

let portal: PortalTest;
/** The sign-in page, until one test signs in. */
let page: Page;

beforeAll(async () => {
  portal = await openPortal();
  const { call } = portal.server;
  await call("POST", "/api/environments", { Name: "Production" });
  await call("PUT", "/api/environments/Environments-1", { Name: "Live" });
  await call("POST", "/api/environments", { Name: "Staging" });
  page = await (await portal.newContext()).newPage();
  await page.goto(`${portal.address}/app/`);
});
afterAll(() => portal?.close());

async function sendForm(password: string): Promise<void> {
  await page.getByLabel("Username").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a wrong password is reported on the page", async () => {
  await sendForm("not this one");
  await page.getByText("The username or password is wrong.").waitFor();
});

test("sign in, open Configuration, Audit, find the rename and see the old and the new name", async () => {
  await sendForm(ADMIN_PASSWORD);
  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByRole("heading", { name: "Audit", level: 1 }).waitFor();
  expect(page.url()).toContain("#/Spaces-1/configuration/audit");
  const event = page.getByRole("article").filter({ hasText: "was renamed to Live" });
  await event.getByRole("button", { name: "Show details" }).click();
  const details = event.getByRole("region", { name: "Details" });
  await details.getByText("What changed").waitFor();
  const text = await details.innerText();
  expect(text).toContain("Production");
  expect(text).toContain("Live");
  expect(text).toContain("admin");
  expect(text).toContain("test-client/1.0");
});

test("a filter is in the address, and is restored from it", async () => {
  const page = await portal.signIn();
  await page.goto(
    `${portal.address}/app/#/Spaces-1/configuration/audit?eventCategories=Modified&documentTypes=Environments`,
  );
  const events = page.getByRole("region", { name: "Events" });
  await events.getByText("was renamed to Live").waitFor();
  expect(await events.getByRole("article").count()).toBe(1);
});
