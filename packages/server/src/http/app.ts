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
import { invalid, Refusal } from "@indelible/kernel";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import type { Authenticator } from "../features/people/authenticator.ts";
import { unauthorised } from "../features/people/authenticator.ts";
import { refuseCrossSite, requireJsonContent } from "./cross-site.ts";
import { rewriteIncoming } from "./incoming.ts";
import { openApiOptions, schemaOf } from "./open-api.ts";
import { fastifyLogger, logController, logFailure, logRequests } from "./request-log.ts";
import { requireProgress, SLOWEST } from "./require-progress.ts";
import { apiKeyOf, incomingOf, routeRequest, type SpacelessRequest } from "./route-request.ts";
import { sendAnswer, sendError } from "./send-answer.ts";
import { UnreadableRequests } from "./unreadable-request.ts";
import { WriteBudget, type WriteBudgetOptions } from "./write-budget.ts";

/** Dependencies of the HTTP server. */
export interface AppOptions extends WriteBudgetOptions {
  readonly routes: readonly Route[];
  readonly authenticator: Authenticator;
  readonly cookieNames: { readonly session: string; readonly csrf: string };
  /**
   * Returns the id of a space by id or slug, or of the default space for null; undefined if there
   * is none.
   */
  readonly findSpace: (reference: string | null) => Promise<string | undefined>;
  /** Addresses of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  /** Receives unexpected errors and, at level `debug`, every request. */
  readonly log: FastifyBaseLogger;
}

const BODY_BYTES_MAX = 4 * 1024 * 1024;
/**
 * Clients reuse a connection after longer pauses than the five seconds that Node.js allows by
 * default (client notes, section 2.1).
 */
const KEEP_ALIVE_MILLISECONDS = 65_000;

/** Until a request has arrived: the largest package through a slow connection. */
const REQUEST_MILLISECONDS = 3_600_000;

/** Characters of a path segment; a name of 200 characters fits, percent-encoded. */
const PARAMETER_LENGTH_MAX = 3_000;

/**
 * Schemas only describe; `read-fields.ts` of the kernel reads bodies. Without these stubs, Fastify
 * would load its own compilers, which takes as long as loading Fastify itself.
 */
const DESCRIBE_ONLY = {
  compilersFactory: {
    // The type allows only what Ajv returns.
    buildValidator: () => () => (() => true) as never,
    buildSerializer: () => () => JSON.stringify,
  },
} satisfies FastifyServerOptions["schemaController"];

/** Builds the HTTP server; the caller calls `listen` and `close`. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const unreadable = new UnreadableRequests();
  const app: FastifyInstance = Fastify({
    loggerInstance: fastifyLogger(options.log),
    logController,
    bodyLimit: BODY_BYTES_MAX,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    genReqId: () => randomUUID(),
    rewriteUrl: rewriteIncoming,
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      maxParamLength: PARAMETER_LENGTH_MAX,
    },
    frameworkErrors: (error, request, reply) => sendError(error, request, reply),
    requestTimeout: REQUEST_MILLISECONDS,
    clientErrorHandler: (error, socket) => unreadable.answer(error, socket),
    schemaController: DESCRIBE_ONLY,
  });
  unreadable.watch(app.server);
  requireProgress(app, { ...SLOWEST, onSlow: (error, socket) => unreadable.answer(error, socket) });
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    const path = incomingOf(request).sentPath ?? request.url;
    const refusal = new Refusal("not-found", `There is nothing at '${path}'.`);
    return sendError(refusal, request, reply);
  });
  readJsonBodies(app);
  // When closing, connections that were just answered must not stay open.
  app.addHook("preClose", async () => {
    app.server.keepAliveTimeout = 1;
  });
  logRequests(app);
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: SECURITY_POLICY, hsts: false });
  requireTlsLater(app);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, openApiOptions);
  await app.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: true });
  const tools = { ...options, budget: new WriteBudget(options) };
  const plain = options.routes.filter(({ takesFile }) => takesFile !== true);
  for (const route of plain) addRoute(app, tools, route);
  await app.register((scope) => addFileRoutes(scope, tools));
  app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
  return app;
}

const STRICT_TRANSPORT = `max-age=${365 * 24 * 3_600}`;

/**
 * Makes browsers that came over TLS use only TLS for a year (RFC 6797). Without TLS the header is
 * forbidden (section 7.2); other services may use the subdomains, also without TLS.
 */
function requireTlsLater(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (request.protocol === "https") reply.header("strict-transport-security", STRICT_TRANSPORT);
  });
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

function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "text/json", "text/plain"],
    { parseAs: "string" },
    (request, body, done) => {
      incomingOf(request).bodyBytes = Buffer.byteLength(body);
      try {
        done(null, body === "" ? undefined : JSON.parse(String(body)));
      } catch (error) {
        done(invalid(`The body is not valid JSON: ${withoutExcerpt(error as Error)}.`));
      }
    },
  );
}

/** The parser quotes the text that it could not read, which may contain a secret. */
function withoutExcerpt({ message }: Error): string {
  return message.replace(/, (\.\.\.)?".*$/s, "");
}

/** Routes that accept a file read it in chunks, with their own size limit. */
async function addFileRoutes(app: FastifyInstance, options: RouteTools): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(multipart);
  // Other content is not read; the route reports what it accepts.
  app.addContentTypeParser("*", (_request, _body, done) => done(null));
  for (const route of options.routes) if (route.takesFile === true) addRoute(app, options, route);
}

interface RouteTools extends AppOptions {
  readonly budget: WriteBudget;
}

function addRoute(app: FastifyInstance, options: RouteTools, route: Route): void {
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
      if (route.access === "public" && route.setsCookies === true) {
        refuseCrossSite(request);
        requireJsonContent(request, request.body);
      }
      for (const limiter of limiters) await refuseTooMany(limiter, request, reply);
      const sent = routeRequest(request);
      const caller = await callerOf(options, route, request, sent);
      if (caller !== undefined) refuseOverBudget(options, caller, request, reply);
      const { space = null } = incomingOf(request);
      const spaceId = await spaceOf(options, space, caller);
      const complete = { ...sent, spaceId: spaceId ?? "", namesSpace: space !== null };
      const answer = await handled(route, complete, caller).finally(() => discardRest(request.raw));
      watchStream(answer, request, reply);
      return sendAnswer(reply, answer);
    },
  });
}

async function handled(route: Route, request: RouteRequest, caller: Caller | undefined) {
  if (route.access === "public") return route.handle(request, caller);
  if (caller === undefined) throw unauthorised(SIGN_IN);
  return route.handle(request, caller);
}

/**
 * Reads the rest of a request: many clients read the answer only after they have sent everything.
 */
function discardRest(request: IncomingMessage): void {
  request.unpipe();
  request.resume();
}

/** A stream that fails after its answer has started can only be cut off; the log records why. */
function watchStream({ body }: Answer, request: FastifyRequest, reply: FastifyReply): void {
  if (!(body instanceof Readable)) return;
  body.once("error", (error) => {
    if (reply.raw.headersSent) logFailure(request, error);
  });
}

const SIGN_IN =
  "You must sign in, or send an API key in the X-Octopus-ApiKey header, to make this request.";

/**
 * The id of the space in the URL. Fails with `not-found` for a space in which the caller has no
 * permission, except for the default space: URLs without a space lead to it anyway.
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

function refuseOverBudget(
  { budget, writeBytesPerMinute }: RouteTools,
  { actor }: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const seconds = budget.spend(actor.userId, incomingOf(request).bodyBytes ?? 0);
  if (seconds === undefined) return;
  reply.header("retry-after", seconds);
  throw new Refusal(
    "too-many-requests",
    `You have written the ${writeBytesPerMinute} bytes that a user may write within a minute; try again in ${seconds} seconds.`,
  );
}

async function callerOf(
  options: AppOptions,
  route: Route,
  request: FastifyRequest,
  sent: SpacelessRequest,
): Promise<Caller | undefined> {
  if (route.access === "public") return undefined;
  const apiKey = apiKeyOf(sent);
  const sessionToken = sent.cookies[options.cookieNames.session];
  const writes = request.method !== "GET" && request.method !== "HEAD";
  // Browsers send cookies with requests that other sites make, but no API key.
  const byCookie = apiKey === undefined && sessionToken !== undefined;
  if (byCookie && (writes || route.records === true)) refuseCrossSite(request);
  const caller = await options.authenticator.identify({
    apiKey,
    sessionToken,
    csrfToken: sent.headers["x-octopus-csrf-token"],
    writes,
    userAgent: sent.userAgent,
    ipAddress: sent.ipAddress,
    correlationId: request.id,
  });
  // Before any other check, so that anonymous callers learn nothing from their order.
  if (caller === undefined) throw unauthorised(SIGN_IN);
  return caller;
}

/** PostgreSQL cannot store the NUL character in text. */
function refuseNul(request: FastifyRequest): void {
  if (!incomingOf(request).sentUrl?.includes("%00")) return;
  throw invalid("The address must not contain the NUL character (%00).");
}
