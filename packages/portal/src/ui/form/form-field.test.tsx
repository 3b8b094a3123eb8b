import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import { expect, it } from "vitest";
import { documentForm } from "../../model/forms/document-form.ts";
import { renderFields } from "../../testing/render-field.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

stubFetch();

it.each(DOCUMENT_DEFINITIONS)(
  "every field of $label has a control with its label",
  async (type) => {
    const { text } = await renderFields(type.schema);
    for (const { label } of documentForm(type)) expect(text).toContain(label);
  },
);
