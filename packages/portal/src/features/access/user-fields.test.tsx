import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { ALICE } from "../../testing/samples.ts";
import { UserFields, userFields } from "./user-fields.tsx";

it("a person has an email address, a service account has none", async () => {
  const person = await renderPart(<UserFields user={ALICE} isService={false} />);
  expect(person.text).toContain("Email address");
  expect(person.html).toContain('value="alice@example.org"');
  expect((await renderPart(<UserFields isService />)).text).not.toContain("Email");
});

it("what was typed is read by property", () => {
  const form = new FormData();
  form.set("username", " nadia ");
  expect(userFields(form)).toEqual({ Username: "nadia", DisplayName: "", EmailAddress: "" });
});
