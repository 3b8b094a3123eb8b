import { users } from "@indelible/domain";
import type { Answer, AnswerCookie, Definitions, Route, RouteRequest } from "@indelible/kernel";
import { invalid } from "@indelible/kernel";
import { isKeptSecret, type Sealer, type Trail } from "@indelible/trail";
import { unauthorised } from "./authenticator.ts";
import { LOGIN_LIMITS } from "./login-limits.ts";
import { presentUser } from "./present-user.ts";
import type { Sessions } from "./sessions.ts";

/** What signing in and out stands on. */
export interface SignInRoutesOptions {
  readonly trail: Trail;
  readonly definitions: Definitions;
  readonly sessions: Sessions;
  readonly sealer: Sealer;
  readonly installationId: string;
}

/** Names of the cookies, which carry the installation's id so that two servers on one host differ. */
export function cookieNames(installationId: string) {
  return {
    session: `OctopusIdentificationToken_${installationId}`,
    csrf: `Octopus-Csrf-Token_${installationId}`,
  };
}

/** Signing in with a name and a password, and out. API reference, section 5. */
export function signInRoutes(options: SignInRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/users/login",
      access: "public",
      reason: "Nobody has a session before signing in",
      summary: "Signs in with a name and a password",
      limits: LOGIN_LIMITS,
      handle: (request) => signIn(options, request),
    },
    {
      method: "POST",
      path: "/users/logout",
      access: "public",
      reason: "Signing out must work with a session that has ended",
      summary: "Signs out",
      handle: (request) => signOut(options, request),
    },
  ];
}

async function signIn(options: SignInRoutesOptions, request: RouteRequest): Promise<Answer> {
  const { Username, Password, RememberMe } = readCredentials(request.body);
  const user = await options.trail.findByUniqueValue(users, null, { Username });
  const kept = user?.body.Password;
  const verifier = isKeptSecret(kept) ? kept.Kept : await unknownVerifier(options);
  const matches = await options.sealer.verifies(verifier, Password);
  if (
    !matches ||
    user === undefined ||
    user.body.IsActive !== true ||
    user.body.IsService === true
  ) {
    throw unauthorised("Invalid username or password.");
  }
  const { token, csrf, expires } = await options.sessions.start(user.id, RememberMe);
  const names = cookieNames(options.installationId);
  const lasting = RememberMe ? { expires } : {};
  return {
    cookies: [
      { name: names.session, value: token, readableByScripts: false, ...lasting },
      { name: names.csrf, value: csrf, readableByScripts: true, ...lasting },
    ],
    body: presentUser(options.definitions, user, user.id),
  };
}

let standIn: Promise<string> | undefined;

/** Checked for names that do not exist, so that they take as long to refuse as those that do. */
function unknownVerifier({ sealer }: SignInRoutesOptions): Promise<string> {
  standIn ??= sealer.verifier("");
  return standIn;
}

function readCredentials(body: unknown) {
  const sent = Object.fromEntries(
    Object.entries((body ?? {}) as object).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { username, password, rememberme } = sent as Record<string, unknown>;
  if (typeof username !== "string" || typeof password !== "string") {
    throw invalid("Username and Password are required.");
  }
  return { Username: username, Password: password, RememberMe: rememberme === true };
}

async function signOut(options: SignInRoutesOptions, { cookies }: RouteRequest): Promise<Answer> {
  const names = cookieNames(options.installationId);
  const token = cookies[names.session];
  if (token !== undefined) await options.sessions.end(token);
  const gone: AnswerCookie[] = [
    { name: names.session, readableByScripts: false },
    { name: names.csrf, readableByScripts: true },
  ];
  return { cookies: gone, body: {} };
}
