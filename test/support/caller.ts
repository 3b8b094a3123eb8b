import type { Grant, Permission } from "@indelible/domain";
import { Caller, type RouteRequest, systemAct } from "@indelible/kernel";

/** A caller with permissions in the space `Spaces-1`, or as `grant` says otherwise. */
export function callerWith(
  permissions: readonly Permission[],
  grant: Partial<Grant> = {},
  correlationId = "request-1",
): Caller {
  const grants = permissions.map(
    (permission) => [permission, [{ spaceId: "Spaces-1", ...grant }]] as const,
  );
  return new Caller(systemAct(correlationId).actor, correlationId, new Map(grants));
}

/** A request to `/api/test` in the space `Spaces-1`, which the URL does not name by default. */
export function requestWith(facts: Partial<RouteRequest> = {}): RouteRequest {
  return {
    params: {},
    query: new Map(),
    body: undefined,
    file: () => Promise.reject(new TypeError("The request has no file")),
    headers: {},
    cookies: {},
    spaceId: "Spaces-1",
    namesSpace: false,
    path: "/api/test",
    isSecure: false,
    ipAddress: null,
    userAgent: "test/1.0",
    ...facts,
  };
}
