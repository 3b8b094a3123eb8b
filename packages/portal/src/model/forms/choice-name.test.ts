import { expect, it } from "vitest";
import { choiceName } from "./choice-name.ts";

it.each([
  ["TenantedOrUntenanted", "Tenanted or untenanted"],
  ["None", "None"],
  ["NuGet", "NuGet"],
  ["SshKeyPair", "SSH key pair"],
])("%s reads %s", (word, name) => {
  expect(choiceName(word)).toBe(name);
});
