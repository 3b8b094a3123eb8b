import { invalid } from "@indelible/kernel";

const PASSWORD_LENGTH_MIN = 8;

/** Fails with 400 when a password is too short. */
export function requirePassword(password: string): void {
  if (password.length >= PASSWORD_LENGTH_MIN) return;
  throw invalid(`Password must have at least ${PASSWORD_LENGTH_MIN} characters.`);
}
