/** The items of a comma-separated list; blank ones are left out. */
export function listIn(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
