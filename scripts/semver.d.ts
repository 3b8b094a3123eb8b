/** The part of the package `semver` that the scripts use. */
declare module "semver" {
  interface Options {
    /** Whether a range without one also contains versions with a pre-release tag. */
    readonly includePrerelease?: boolean;
  }
  export function satisfies(version: string, range: string, options?: Options): boolean;
  export function validRange(range: string): string | null;
}
