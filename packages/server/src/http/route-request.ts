import type { RouteRequest } from "@indelible/kernel";
import { readQuery } from "@indelible/kernel";
import type { FastifyRequest } from "fastify";
import { clientAddress } from "./client-address.ts";
import type { Incoming } from "./incoming.ts";
import { receiveFile } from "./receive-file.ts";

/** A request before its space is known. */
export type SpacelessRequest = Omit<RouteRequest, "spaceId" | "namesSpace">;

/** A request in the form that handlers of routes accept. */
export function routeRequest(request: FastifyRequest): SpacelessRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
  return {
    params: request.params as Record<string, string>,
    query: readQuery(request.url),
    body: request.body,
    headers,
    cookies: request.cookies,
    file: (bytesMax) => receiveFile(request, bytesMax),
    path: incomingOf(request).sentPath ?? request.url,
    isSecure: request.protocol === "https",
    ipAddress: clientAddress(request.ip, request.socket.remoteAddress),
    userAgent: request.headers["user-agent"] ?? "",
  };
}

/** The raw request, which `rewriteIncoming` has seen. */
export function incomingOf({ raw }: FastifyRequest): Incoming {
  return raw;
}

/** The API key of a request: in a header of Octopus Deploy or NuGet, or the query. */
export function apiKeyOf({ headers, query }: SpacelessRequest): string | undefined {
  const given = headers["x-octopus-apikey"] || headers["x-nuget-apikey"] || query.get("apikey");
  return given === "" ? undefined : given;
}
