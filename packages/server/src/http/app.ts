import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { Answer, Caller, Route, RouteRequest } from "@indelible/kernel";
import { invalid, Refusal, readQuery } from "@indelible/kernel";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import type { Authenticator } from "../features/people/authenticator.ts";
import { unauthorised } from "../features/people/authenticator.ts";
import { clientAddress } from "./client-address.ts";
import { type ErrorAnswer, errorAnswer } from "./error-answer.ts";
import { openApiOptions, schemaOf } from "./open-api.ts";
import { resolvePath } from "./path-forms.ts";
import { receiveFile } from "./receive-file.ts";
import { fastifyLogger, logController, logFailure, logRequests } from "./request-log.ts";
import { answerUnreadable } from "./unreadable-request.ts";

/** What the HTTP layer stands on. */
export interface AppOptions {
  readonly routes: readonly Route[];
  readonly authenticator: Authenticator;
  readonly cookieNames: { readonly session: string; readonly csrf: string };
  /** The id of a space by its id or slug; null asks for the default one. Undefined: there is none. */
  readonly findSpace: (reference: string | null) => Promise<string | undefined>;
  /** Addresses of proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[];
  /** Gets unexpected errors, and at level `debug` every request. */
  readonly log: FastifyBaseLogger;
}

/** Bytes of a request's body. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;
/**
 * Clients pause between requests for longer than Node's five seconds and then expect their
 * connection to be there (client notes, section 2.1).
 */
const KEEP_ALIVE_MILLISECONDS = 65_000;

/** Characters of a part of an address: a name of 200, each encoded, fits. */
const PARAMETER_LENGTH_MAX = 3_000;

/**
 * Schemas only describe: bodies are read by `read-fields.ts`. So that Fastify's own compilers are not
 * even loaded, which takes as long as to load Fastify.
 */
const DESCRIBE_ONLY = {
  compilersFactory: {
    buildValidator: () => () => () => true,
    buildSerializer: () => () => JSON.stringify,
  },
  // Its types know of no other compilers than those.
} as unknown as NonNullable<FastifyServerOptions["schemaController"]>;

const OVERRIDABLE = new Set(["PUT", "DELETE", "GET"]);

/** An incoming request, with what its address said before it was brought to the routes' form. */
interface Incoming {
  url?: string;
  method?: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  space?: string | null;
  sentUrl?: string;
  sentPath?: string;
}

/** Builds the HTTP server; `listen` and `close` are the caller's. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: fastifyLogger(options.log),
    logController,
    bodyLimit: BODY_BYTES_MAX,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    genReqId: () => randomUUID(),
    rewriteUrl: (request) => rewrite(request as Incoming),
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      maxParamLength: PARAMETER_LENGTH_MAX,
    },
    frameworkErrors: (error, _request, reply) => send(reply, asAnswer(errorAnswer(error))),
    clientErrorHandler: answerUnreadable,
    schemaController: DESCRIBE_ONLY,
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const path = (request.raw as Incoming).sentPath ?? request.url;
    const refusal = new Refusal("not-found", `There is nothing at '${path}'.`);
    return send(reply, asAnswer(errorAnswer(refusal)));
  });
  readJsonBodies(app);
  // While draining, a connection that was just answered must not wait to be used again.
  app.addHook("preClose", async () => {
    app.server.keepAliveTimeout = 1;
  });
  logRequests(app);
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: SECURITY_POLICY });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, openApiOptions);
  await app.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: true });
  const plain = options.routes.filter(({ takesFile }) => takesFile !== true);
  for (const route of plain) addRoute(app, options, route);
  await app.register((scope) => addFileRoutes(scope, options));
  app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
  return app;
}

const SECURITY_POLICY = {
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    frameAncestors: ["'none'"],
    upgradeInsecureRequests: null,
  },
};

/** Some clients send PUT and DELETE as POST and say so in a header (API reference, section 5). */
function rewrite(request: Incoming): string {
  const override = String(request.headers["x-http-method-override"] ?? "").toUpperCase();
  if (request.method === "POST" && OVERRIDABLE.has(override)) request.method = override;
  const sent = request.url ?? "/";
  const { url, space } = resolvePath(sent);
  request.space = space;
  request.sentUrl = sent;
  request.sentPath = sent.split("?", 1)[0] ?? sent;
  return url;
}

function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "text/json", "text/plain"],
    { parseAs: "string" },
    (_request, body, done) => {
      try {
        done(null, body === "" ? undefined : JSON.parse(String(body)));
      } catch (error) {
        done(invalid(`The body is not valid JSON: ${withoutExcerpt(error as Error)}.`));
      }
    },
  );
}

/** The parser quotes what it could not read, which may be a secret. */
function withoutExcerpt({ message }: Error): string {
  return message.replace(/, (\.\.\.)?".*$/s, "");
}

/** Routes that take a file read it piece by piece, with a limit of their own. */
async function addFileRoutes(app: FastifyInstance, options: AppOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(multipart);
  // Whatever else is sent is left unread; the route says what it takes.
  app.addContentTypeParser("*", (_request, _body, done) => done(null));
  for (const route of options.routes) if (route.takesFile === true) addRoute(app, options, route);
}

function addRoute(app: FastifyInstance, options: AppOptions, route: Route): void {
  const limiters = (route.limits ?? []).map(({ perMinuteMax, key }) =>
    app.createRateLimit({
      max: perMinuteMax,
      timeWindow: "1 minute",
      keyGenerator: (request) => key(routeRequest(request)),
    }),
  );
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    schema: schemaOf(route),
    handler: async (request, reply) => {
      refuseNul(request);
      for (const limiter of limiters) await refuseTooMany(limiter, request, reply);
      const asked = routeRequest(request);
      const caller = await callerOf(options, route, request, asked);
      const { space = null } = request.raw as Incoming;
      const spaceId = await spaceOf(options, space, caller);
      const complete = { ...asked, spaceId: spaceId ?? "", namesSpace: space !== null };
      const answer = await handled(route, complete, caller).finally(() => discardRest(request.raw));
      watchStream(answer, request, reply);
      return send(reply, answer);
    },
  });
}

async function handled(route: Route, request: RouteRequest, caller: Caller | undefined) {
  if (route.access === "public") return route.handle(request, caller);
  if (caller === undefined) throw unauthorised(SIGN_IN);
  return route.handle(request, caller);
}

/** Reads on to the end of a request: many clients do not look at the answer before they have sent all. */
function discardRest(request: IncomingMessage): void {
  request.unpipe();
  request.resume();
}

/** A stream that fails when its answer is under way can only be cut off; the log says why. */
function watchStream({ body }: Answer, request: FastifyRequest, reply: FastifyReply): void {
  if (!(body instanceof Readable)) return;
  body.once("error", (error) => {
    if (reply.raw.headersSent) logFailure(request, error);
  });
}

const SIGN_IN =
  "You must sign in, or send an API key in the X-Octopus-ApiKey header, to make this request.";

/**
 * The id of the space that an address names. One that the caller holds nothing in is not there; that
 * there is a default space is no secret, for addresses that name none lead to it.
 */
async function spaceOf(
  { findSpace }: AppOptions,
  named: string | null,
  caller: Caller | undefined,
): Promise<string | undefined> {
  const spaceId = await findSpace(named);
  if (named === null || caller === undefined) return spaceId;
  if (spaceId !== undefined && caller.knowsSpace(spaceId)) return spaceId;
  if (spaceId !== undefined && spaceId === (await findSpace(null))) return spaceId;
  throw new Refusal("not-found", `There is no space '${named}'.`);
}

type Limiter = ReturnType<FastifyInstance["createRateLimit"]>;

async function refuseTooMany(limiter: Limiter, request: FastifyRequest, reply: FastifyReply) {
  const found = await limiter(request);
  if (found.isAllowed || !found.isExceeded) return;
  reply.header("retry-after", found.ttlInSeconds);
  throw new Refusal("too-many-requests", "Too many attempts; wait a minute and try again.");
}

async function callerOf(
  options: AppOptions,
  route: Route,
  request: FastifyRequest,
  asked: Omit<RouteRequest, "spaceId" | "namesSpace">,
): Promise<Caller | undefined> {
  if (route.access === "public") return undefined;
  const caller = await options.authenticator.identify({
    apiKey: apiKeyOf(asked),
    sessionToken: asked.cookies[options.cookieNames.session],
    csrfToken: asked.headers["x-octopus-csrf-token"],
    writes: request.method !== "GET" && request.method !== "HEAD",
    userAgent: asked.userAgent,
    ipAddress: asked.ipAddress,
    correlationId: request.id,
  });
  // Before anything else is looked at: a stranger learns nothing from the order of checks.
  if (caller === undefined) throw unauthorised(SIGN_IN);
  return caller;
}

/** No text of the database can hold the NUL character, so that nothing is found by it either. */
function refuseNul(request: FastifyRequest): void {
  if (!(request.raw as Incoming).sentUrl?.includes("%00")) return;
  throw invalid("The address must not contain the NUL character (%00).");
}

function apiKeyOf({ headers, query }: Pick<RouteRequest, "headers" | "query">) {
  const given = headers["x-octopus-apikey"] || headers["x-nuget-apikey"] || query.get("apikey");
  return given === "" ? undefined : given;
}

function routeRequest(request: FastifyRequest): Omit<RouteRequest, "spaceId" | "namesSpace"> {
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
    path: (request.raw as Incoming).sentPath ?? request.url,
    isSecure: request.protocol === "https",
    ipAddress: clientAddress(request.ip, request.socket.remoteAddress),
    userAgent: request.headers["user-agent"] ?? "",
  };
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = errorAnswer(error);
  if (answer.status >= 500) logFailure(request, error);
  return send(reply, asAnswer(answer));
}

function asAnswer({ status, body }: ErrorAnswer): Answer {
  const headers = status === 405 ? { Allow: "GET, HEAD" } : {};
  return { status, headers, body };
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status ?? 200).headers({ "cache-control": "no-store", ...answer.headers });
  for (const { name, value, expires, readableByScripts } of answer.cookies ?? []) {
    const secure = reply.request.protocol === "https";
    const shared = { path: "/", sameSite: "lax", secure, httpOnly: !readableByScripts } as const;
    if (value === undefined) reply.clearCookie(name, shared);
    else reply.setCookie(name, value, { ...shared, ...(expires === undefined ? {} : { expires }) });
  }
  return reply.send(answer.body ?? {});
}
