/** Every write with a session cookie repeats the token of the CSRF cookie in this header. */
export const CSRF_HEADER = "X-Octopus-Csrf-Token";

/** Start of the CSRF cookie's name; an installation's own suffix follows. */
export const CSRF_COOKIE_PREFIX = "Octopus-Csrf-Token";

/** Finds the CSRF token in a `document.cookie` string, or undefined when there is none. */
export function csrfToken(cookies: string): string | undefined {
  for (const pair of cookies.split(";")) {
    const [name = "", ...value] = pair.trim().split("=");
    if (name.startsWith(CSRF_COOKIE_PREFIX)) return decodeToken(value.join("="));
  }
  return undefined;
}

// A value that is not valid percent-encoding was never encoded: it is sent back as it came.
function decodeToken(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
