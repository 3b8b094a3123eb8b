import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Database } from "@indelible/trail";
import type { BrowserContext, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import { ADMIN_PASSWORD, startTestServer, type TestServer } from "./server.ts";
import { openStore } from "./stores.ts";

const PORTAL_FOLDER = fileURLToPath(new URL("../../packages/portal/dist", import.meta.url));

/** A real browser and a real server that listens on the loopback address. */
export interface PortalTest {
  readonly server: TestServer;
  /** Such as `http://127.0.0.1:41234`. */
  readonly address: string;
  /** A separate browser context, not signed in. */
  newContext(): Promise<BrowserContext>;
  /**
   * A new page of a signed-in user. It skips the sign-in form, which is slow; one test uses the
   * form.
   */
  signIn(username?: string, password?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a server with the built portal, and a browser. */
export async function openPortal(): Promise<PortalTest> {
  if (!existsSync(PORTAL_FOLDER)) throw new Error("Build the portal first: npm run build");
  const database: Database = await openStore("postgres");
  const server = await startTestServer(database, { portalFolder: PORTAL_FOLDER });
  const address = await server.app.listen({ port: 0, host: "127.0.0.1" });
  const browser = await launchChromium();
  // Without a graphics processor, animations take processor time.
  const newContext = () => browser.newContext({ reducedMotion: "reduce" });
  return {
    server,
    address,
    newContext,
    signIn: async (username = "admin", password = ADMIN_PASSWORD) => {
      const context = await newContext();
      const data = { Username: username, Password: password };
      const answer = await context.request.post(`${address}/api/users/login`, { data });
      if (!answer.ok()) throw new Error(`${username} cannot sign in: ${await answer.text()}`);
      const page = await context.newPage();
      await page.goto(`${address}/app/`);
      await page.getByRole("navigation").waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
      await database.close();
    },
  };
}
