import type { DocumentDefinition } from "@indelible/domain";
import type { JsonObject } from "@indelible/trail/pure";
import { documentForm } from "../model/forms/document-form.ts";
import type { Problems } from "../model/forms/problems.ts";
import { readFields } from "../model/forms/read-value.ts";
import { FormContext } from "../ui/form/form-context.ts";
import { FormFieldControl } from "../ui/form/form-field.tsx";
import { FieldList } from "../ui/form/group-controls.tsx";
import { renderPart, type Shown } from "./render.tsx";

/** Renders the controls of a schema, for a document or for a new one. */
export function renderFields(
  schema: DocumentDefinition["schema"],
  body?: JsonObject,
  problems: Problems = {},
): Promise<Shown> {
  const fields = documentForm({ schema });
  return renderPart(
    <FormContext value={{ problems, spaceId: "Spaces-1" }}>
      <FieldList
        fields={fields}
        path=""
        values={readFields(fields, body)}
        onChange={() => undefined}
        Field={FormFieldControl}
      />
    </FormContext>,
  );
}
