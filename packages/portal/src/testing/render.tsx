import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import type { ReactNode } from "react";
import { prerender } from "react-dom/static";
import { vi } from "vitest";
import { createQueryClient } from "../api/query-client.ts";
import { sessionKeys } from "../api/session.ts";
import { createPortalRouter } from "../router.ts";
import { theme } from "../theme.ts";
import { ClockProvider } from "../ui/clock.tsx";

/** When tests take place, in ms since the epoch: 22 November 2026, noon UTC. */
export const NOW = Date.parse("2026-11-22T12:00:00.000Z");

/** The user who is signed in during tests. */
export const VIEWER = {
  Id: "Users-1",
  Username: "admin",
  DisplayName: "Ada Admin",
  IsService: false,
  IsActive: true,
};

/** What a component showed once all its requests were answered. */
export interface Shown {
  readonly html: string;
  /** The text alone, its parts separated by single spaces. */
  readonly text: string;
}

/**
 * Renders a page of the portal by its path, such as `/Spaces-1/projects`, as a browser would show it
 * before anybody clicks. Requests go to the stub of `stubFetch`.
 */
export async function renderPage(path: string): Promise<Shown> {
  const client = signedIn();
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createPortalRouter(client, history);
  await router.load();
  return settled(client, <RouterProvider router={router} />);
}

/** Renders a component alone, in the space `Spaces-1`. */
export async function renderPart(part: ReactNode): Promise<Shown> {
  const client = signedIn();
  const rootRoute = createRootRoute();
  const spaceRoute = createRoute({
    getParentRoute: () => rootRoute,
    path: "/$spaceId",
    component: () => part,
  });
  const router = createRouter({
    routeTree: rootRoute.addChildren([spaceRoute]),
    history: createMemoryHistory({ initialEntries: ["/Spaces-1"] }),
  });
  await router.load();
  // The part's links are checked against the portal's routes, not against this one.
  return settled(client, <RouterProvider<typeof router> router={router} />);
}

function signedIn(): QueryClient {
  const client = createQueryClient();
  const { queries } = client.getDefaultOptions();
  client.setDefaultOptions({ queries: { ...queries, retry: false, retryOnMount: false } });
  client.setQueryData(sessionKeys.me, VIEWER);
  return client;
}

// Effects do not run without a DOM, so requests are sent here until none is pending.
async function settled(client: QueryClient, page: ReactNode): Promise<Shown> {
  const warnings = vi.spyOn(console, "warn").mockImplementation(refuseWarning);
  try {
    return await fetchedAll(client, page);
  } finally {
    warnings.mockRestore();
  }
}

// In development the router warns that /users also matches a fixed path; this is intended.
function refuseWarning(message: string): void {
  if (!message.startsWith("Generated path")) throw new TypeError(message);
}

async function fetchedAll(client: QueryClient, page: ReactNode): Promise<Shown> {
  for (;;) {
    const html = await htmlOf(client, page);
    const missing = client
      .getQueryCache()
      .getAll()
      .filter(({ state, options }) => state.status === "pending" && isWanted(options));
    if (missing.length === 0) return { html, text: textOf(html) };
    await Promise.allSettled(missing.map((query) => query.fetch()));
  }
}

function isWanted(options: object): boolean {
  return !("enabled" in options) || options.enabled !== false;
}

async function htmlOf(client: QueryClient, page: ReactNode): Promise<string> {
  const { prelude } = await prerender(
    <MantineProvider theme={theme} env="test">
      <ClockProvider now={() => NOW}>
        <QueryClientProvider client={client}>{page}</QueryClientProvider>
      </ClockProvider>
    </MantineProvider>,
  );
  return new Response(prelude).text();
}

function textOf(html: string): string {
  return html
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ")
    .trim();
}
