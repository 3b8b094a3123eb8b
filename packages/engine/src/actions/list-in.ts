/** The items of a comma-separated list, trimmed; blank ones are left out. */
export function listIn(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
