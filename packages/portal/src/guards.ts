import type { QueryClient } from "@tanstack/react-query";
import { type ParsedLocation, redirect } from "@tanstack/react-router";
import { sessionQuery } from "./api/session.ts";
import { defaultSpaceId, spacesQuery } from "./api/spaces.ts";

/** What the router passes to guards. */
export interface GuardArguments {
  readonly context: { readonly queryClient: QueryClient };
  readonly location: ParsedLocation;
}

/** Allows signed-in users only. Others are redirected to the sign-in page, which returns here. */
export async function requireSession({ context, location }: GuardArguments): Promise<void> {
  const viewer = await context.queryClient.ensureQueryData(sessionQuery());
  if (!viewer) throw redirect({ to: "/sign-in", search: { to: location.href } });
}

/**
 * Lets only addresses pass that begin with a space. Links written without one (as in the messages
 * of events) are sent to the same page of the default space.
 */
export async function requireSpace({ context, location }: GuardArguments): Promise<void> {
  if (/^\/Spaces-\d+(\/|$)/.test(location.pathname)) return;
  const spaces = await context.queryClient.ensureQueryData(spacesQuery());
  throw redirect({ href: `/${defaultSpaceId(spaces)}${location.href}`, replace: true });
}

/** A path inside the portal to return to after signing in; the start page for any other value. */
export function safeReturnPath(path: unknown): string {
  const inside = typeof path === "string" && /^\/(?![/\\])/.test(path);
  return inside && !path.startsWith("/sign-in") ? path : "/";
}
