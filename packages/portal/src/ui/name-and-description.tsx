import { Textarea, TextInput } from "@mantine/core";
import type { DocumentResource } from "../model/answers/resources.ts";
import { textOf } from "./form-dialog.tsx";

/** The longest name that the API accepts, in characters. */
const MAX_NAME_LENGTH = 200;

/** The two fields of a dialog that edits nothing else by its schema. */
export function NameAndDescription({ document }: { document?: DocumentResource }) {
  return (
    <>
      <TextInput
        name="name"
        label="Name"
        required
        maxLength={MAX_NAME_LENGTH}
        defaultValue={document?.Name ?? ""}
        data-autofocus
      />
      <Textarea
        name="description"
        label="Description"
        autosize
        minRows={3}
        maxRows={10}
        defaultValue={document?.Description ?? ""}
      />
    </>
  );
}

/** What the user typed into {@link NameAndDescription}. */
export function nameAndDescription(form: FormData) {
  return { Name: textOf(form, "name"), Description: textOf(form, "description") };
}
