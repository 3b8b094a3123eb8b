const PASSWORD_BYTES = 15;

/** A generated password: 20 characters that can be typed, of 120 random bits. */
export function newPassword(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(PASSWORD_BYTES)).toString("base64url");
}
