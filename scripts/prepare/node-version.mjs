import { SetupError } from "./setup-error.mjs";

/** The oldest Node.js the packages run on; the same as `engines` in package.json. */
const oldest = { major: 20, minor: 19 };

/**
 * Refuses a Node.js that is too old.
 *
 * @param {string} version such as "20.19.0", without a leading v
 * @throws {SetupError} naming the version needed
 */
export function checkNodeVersion(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
  if (enough) return;
  throw new SetupError(
    `Indelible needs Node.js ${oldest.major}.${oldest.minor} or newer; this is ${version}.`,
  );
}
