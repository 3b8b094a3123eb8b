import { type Browser, chromium } from "playwright-core";
import { requireChromium } from "../../scripts/prepare/chromium.mjs";

/**
 * Restricts the browser to this machine: only local names are resolved, nothing is fetched in the
 * background. The sandbox is off because containers rarely allow one and the tests load only pages
 * of this repository.
 */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/**
 * Starts a Chromium without a window. The caller closes it.
 *
 * @param args further flags, for one test
 * @throws SetupError when no Chromium can be found
 */
export function launchChromium(args: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: requireChromium(),
    headless: true,
    args: [...flags, ...args],
  });
}
