import { expect, it } from "vitest";
import { renderPart } from "../testing/render.tsx";
import { DialogForm, textOf } from "./form-dialog.tsx";

const nothing = () => undefined;

it("a form shows its fields, the error above them and the buttons below", async () => {
  const { text } = await renderPart(
    <DialogForm
      error={new TypeError("Name is taken.")}
      pending={false}
      action="Add team"
      onSubmit={nothing}
      onCancel={nothing}
    >
      fields
    </DialogForm>,
  );
  expect(text).toBe("Not saved Name is taken. fields Cancel Add team");
});

it("the text of a field is trimmed; a missing field is empty", () => {
  const form = new FormData();
  form.set("name", "  Web shop ");
  expect(textOf(form, "name")).toBe("Web shop");
  expect(textOf(form, "description")).toBe("");
});
