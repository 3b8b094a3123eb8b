// Takes pictures of the portal on the fixture server's data, in both colour schemes, wide and narrow.
//
//   node dev/screenshots.js <directory> [only these scenes]   (ADDRESS, PASSWORD, CHROMIUM)
import { chromium } from "playwright-core";

const [directory = ".", only] = process.argv.slice(2);
const address = process.env.ADDRESS ?? "http://localhost:18066/app";
const sizes = { wide: { width: 1440, height: 960 }, narrow: { width: 390, height: 844 } };

const audit = "#/Spaces-1/configuration/audit";
const open = async (page, nth) => {
  const toggle = page.locator("button[data-toggle]").nth(nth);
  await toggle.click();
  await page.waitForTimeout(600);
  await toggle.evaluate((node) => node.closest("article").scrollIntoView({ block: "start" }));
  await page.evaluate(() => window.scrollBy(0, -80));
};

const scenes = {
  audit: { hash: audit },
  "audit-modified": { hash: audit, act: (page) => open(page, 0) },
  "audit-script": { hash: audit, act: (page) => open(page, 1) },
  "audit-secret": { hash: audit, act: (page) => open(page, 2) },
  "audit-created": { hash: audit, act: (page) => open(page, 4) },
  "audit-filters": {
    hash: `${audit}?users=Users-21&eventCategories=Modified,Deleted&from=2026-11-01&includeSystem=true&spaces=all`,
    act: async (page) => {
      const fold = page.getByRole("button", { name: "Filters" });
      if (await fold.isVisible()) await fold.click();
      await page.getByRole("button", { name: /^Category/ }).click();
      await page.waitForTimeout(400);
    },
  },
  "audit-none": { hash: `${audit}?users=Users-999` },
  project: { hash: "#/Spaces-1/projects/Projects-1" },
  projects: { hash: "#/Spaces-1/projects" },
  environments: { hash: "#/Spaces-1/environments" },
  "project-new": { hash: "#/Spaces-1/projects/new" },
  "project-edit": { hash: "#/Spaces-1/projects/Projects-1/edit" },
  "account-new": { hash: "#/Spaces-1/accounts/new" },
  gone: { hash: "#/Spaces-1/machines/Machines-9" },
  help: { hash: audit, act: (page) => page.keyboard.press("Shift+?") },
};

async function signIn(page, username, password = process.env.PASSWORD ?? "fixture") {
  await page.goto(address);
  await page.getByLabel("Username").fill(username);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function scene(page, name, { hash, act }, suffix) {
  await page.goto(`${address}${hash}`);
  await page.reload();
  await page.waitForTimeout(900);
  await act?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${directory}/${name}-${suffix}.png` });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    const suffix = `${size}-${colorScheme}`;
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") process.stdout.write(`${suffix}: ${message.text()}\n`);
    });
    page.on("pageerror", (error) => process.stdout.write(`${suffix}: ${error.message}\n`));
    if (!only) {
      await signIn(page, "admin", "wrong");
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${directory}/sign-in-${suffix}.png` });
    }
    await signIn(page, "admin");
    await page.waitForURL(/projects/);
    for (const [name, steps] of Object.entries(scenes))
      if (!only || only.split(",").includes(name)) await scene(page, name, steps, suffix);
    await context.close();
  }
}
await browser.close();
