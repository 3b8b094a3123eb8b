import { sessionGenerationOf, type User, users } from "@indelible/domain";
import type { Answer, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { invalid } from "@indelible/kernel";
import { isKeptSecret, type Sealer, type Trail } from "@indelible/trail";
import { unauthorised } from "./authenticator.ts";
import { LOGIN_LIMITS } from "./login-limits.ts";
import { passwordBinding } from "./password-binding.ts";
import { presentUser } from "./present-user.ts";
import { cookieNames, removedCookies, sessionCookies } from "./session-cookies.ts";
import type { SessionStart, Sessions } from "./sessions.ts";

/** Dependencies of the routes for signing in and out. */
export interface SignInRoutesOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly sessions: Sessions;
  readonly sealer: Sealer;
  readonly installationId: string;
}

/** Signing in with a name and a password, and out. API reference, section 5. */
export function signInRoutes(options: SignInRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/users/login",
      access: "public",
      reason: "A user has no session before signing in",
      summary: "Signs in with a name and a password",
      setsCookies: true,
      limits: LOGIN_LIMITS,
      handle: (request) => signIn(options, request),
    },
    {
      method: "POST",
      path: "/users/logout",
      access: "public",
      reason: "Signing out must work with a session that has ended",
      summary: "Signs out",
      setsCookies: true,
      handle: (request) => signOut(options, request),
    },
  ];
}

async function signIn(options: SignInRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { Username, Password, RememberMe } = readCredentials(request.body);
  const user = await options.trail.findByUniqueValue(users, null, { Username });
  const kept = user?.body.Password;
  const verifier = isKeptSecret(kept) ? kept.Kept : await unknownVerifier(options);
  const boundTo = passwordBinding(user?.id ?? "");
  const matches = await options.sealer.verifies(verifier, Password, boundTo);
  if (!matches || user === undefined || !user.body.IsActive || user.body.IsService) {
    throw unauthorised("Invalid username or password.");
  }
  const session = await options.sessions.start(user.id, RememberMe, startOf(request, user.body));
  return {
    cookies: sessionCookies(options.installationId, session, RememberMe),
    body: presentUser(options.definitions, user, user.id),
  };
}

/** Where a session of a user is started, in the generation that the user had when checked. */
export function startOf({ userAgent, ipAddress }: RouteRequest, user: User): SessionStart {
  return { generation: sessionGenerationOf(user), userAgent, ipAddress };
}

let standIn: Promise<string> | undefined;

/** Checked when the user does not exist, so that the refusal takes as long as for a wrong password. */
function unknownVerifier({ sealer }: SignInRoutesOptions): Promise<string> {
  standIn ??= sealer.verifier("", "");
  return standIn;
}

function readCredentials(body: unknown) {
  const sent = new Map<string, unknown>(
    Object.entries(Object(body)).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const [Username, Password] = [sent.get("username"), sent.get("password")];
  if (typeof Username !== "string" || typeof Password !== "string") {
    throw invalid("Username and Password are required.");
  }
  return { Username, Password, RememberMe: sent.get("rememberme") === true };
}

async function signOut(options: SignInRoutesOptions, { cookies }: RouteRequest): Promise<Answer> {
  const token = cookies[cookieNames(options.installationId).session];
  if (token !== undefined) await options.sessions.end(token);
  return { cookies: removedCookies(options.installationId), body: {} };
}
