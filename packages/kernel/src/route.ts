import type { TSchema } from "typebox";
import type { Caller } from "./caller.ts";
import type { ReceivedFile } from "./received-file.ts";

/** The methods that routes answer. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A request as a handler sees it. */
export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** The file that was sent, which may have a number of bytes; for routes that take one. */
  readonly file: (bytesMax: number) => Promise<ReceivedFile>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** The space that the address names or, when it names none, the default one. */
  readonly spaceId: string;
  /** Whether the address named a space. */
  readonly namesSpace: boolean;
  /** The path as it was sent, without the query. */
  readonly path: string;
  readonly isSecure: boolean;
  readonly ipAddress: string | null;
  readonly userAgent: string;
}

/** An answer: 200 with a JSON body unless told. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly AnswerCookie[];
  /** JSON, or text, bytes or a stream when a content type is given. */
  readonly body?: unknown;
}

/** A cookie to set; without a value it is taken away. */
export interface AnswerCookie {
  readonly name: string;
  readonly value?: string;
  readonly expires?: Date;
  readonly readableByScripts: boolean;
}

/** A number of requests within a minute that share a key. */
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
  /** Whether it takes a file, as multipart/form-data, and not JSON. */
  readonly takesFile?: boolean;
  /** Whether it changes something, and so must leave an event (I3). */
  readonly mutates?: boolean;
  /** Whether it reads something whose reading can leave an event (I9). */
  readonly records?: boolean;
  /** How often it may be called, where that must be limited; all limits count every request. */
  readonly limits?: readonly RateLimit[];
}

/** A route that anybody may call; the reason is part of the record of what is open. */
export interface PublicRoute extends RouteFacts {
  readonly access: "public";
  readonly reason: string;
  handle(request: RouteRequest, caller: Caller | undefined): Promise<Answer> | Answer;
}

/** A route for signed-in callers; what it asks of them beyond that, the handler asks. */
export interface SignedInRoute extends RouteFacts {
  readonly access: "signed-in";
  handle(request: RouteRequest, caller: Caller): Promise<Answer> | Answer;
}

/** One route of the API. */
export type Route = PublicRoute | SignedInRoute;
