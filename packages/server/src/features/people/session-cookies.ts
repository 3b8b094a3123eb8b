import type { AnswerCookie } from "@indelible/kernel";
import type { Session } from "./sessions.ts";

/** The names of the cookies. They contain the installation's id, so that two servers can share a host. */
export function cookieNames(installationId: string) {
  return {
    session: `OctopusIdentificationToken_${installationId}`,
    csrf: `Octopus-Csrf-Token_${installationId}`,
  };
}

/** The cookies of a session; they are deleted with the browser's session unless it is remembered. */
export function sessionCookies(
  installationId: string,
  { token, csrf, expires }: Session,
  isRemembered: boolean,
): AnswerCookie[] {
  const names = cookieNames(installationId);
  const lasting = isRemembered ? { expires } : {};
  return [
    { name: names.session, value: token, readableByScripts: false, ...lasting },
    { name: names.csrf, value: csrf, readableByScripts: true, ...lasting },
  ];
}

/** Removes the cookies of a session. */
export function removedCookies(installationId: string): AnswerCookie[] {
  const names = cookieNames(installationId);
  return [
    { name: names.session, readableByScripts: false },
    { name: names.csrf, readableByScripts: true },
  ];
}
