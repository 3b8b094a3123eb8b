import type { TSchema } from "typebox";
import type { Caller } from "./caller.ts";
import type { ReceivedFile } from "./received-file.ts";

/** The HTTP methods of routes. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A request as handlers receive it. */
export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** The uploaded file, of at most this many bytes; for routes that accept one. */
  readonly file: (bytesMax: number) => Promise<ReceivedFile>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The space that the address names, by default the default space. */
  readonly spaceId: string;
  /** Whether the address names a space. */
  readonly namesSpace: boolean;
  /** The path as sent, without the query. */
  readonly path: string;
  readonly isSecure: boolean;
  readonly ipAddress: string | null;
  readonly userAgent: string;
}

/** An answer; by default status 200 with a JSON body. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly AnswerCookie[];
  /** JSON; or text, bytes or a stream with a content type in `headers`. */
  readonly body?: unknown;
}

/** A cookie to set, or to remove when it has no value. */
export interface AnswerCookie {
  readonly name: string;
  readonly value?: string;
  readonly expires?: Date;
  readonly readableByScripts: boolean;
}

/** A limit of requests per minute with the same key. */
export interface RateLimit {
  readonly perMinuteMax: number;
  key(request: Pick<RouteRequest, "body" | "ipAddress">): string;
}

interface RouteFacts {
  readonly method: Method;
  /** Below `/api`, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** Query parameters, for the description of the API. */
  readonly query?: readonly string[];
  readonly body?: TSchema;
  /** Whether it accepts a file, as multipart/form-data, in place of JSON. */
  readonly takesFile?: boolean;
  /** Whether it changes something, and so must record an event (I3). */
  readonly mutates?: boolean;
  /** Whether it reads something whose reading can record an event (I9). */
  readonly records?: boolean;
  /** How often it may be called; every limit counts every request. */
  readonly limits?: readonly RateLimit[];
}

/** A route that anyone may call, and the reason why. */
export interface PublicRoute extends RouteFacts {
  readonly access: "public";
  readonly reason: string;
  /** Whether it sets or removes cookies: pages of other sites must not call it, and it takes only JSON. */
  readonly setsCookies?: boolean;
  handle(request: RouteRequest, caller: Caller | undefined): Promise<Answer> | Answer;
}

/** A route for signed-in callers; its handler checks their permissions. */
export interface SignedInRoute extends RouteFacts {
  readonly access: "signed-in";
  handle(request: RouteRequest, caller: Caller): Promise<Answer> | Answer;
}

/** One route of the API. */
export type Route = PublicRoute | SignedInRoute;
