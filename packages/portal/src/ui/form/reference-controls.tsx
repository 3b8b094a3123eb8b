import { Select, type SelectProps, TagsInput, TextInput } from "@mantine/core";
import { useContext } from "react";
import { useNamedChoices } from "../../api/deleted-documents.ts";
import { useDocumentChoices } from "../../api/lookups.ts";
import { kindOfPrefix } from "../../model/documents/document-kinds.ts";
import type { ReferenceControl, ReferencesControl } from "../../model/forms/control.ts";
import { textIn, textsIn } from "../../model/forms/form-value.ts";
import type { Choice } from "../../model/lookups/choice.ts";
import { DocumentsSelect, OFFERED_MAX } from "../ids-picker.tsx";
import { type ControlProps, FormContext, useProblem } from "./form-context.ts";

/** Picks a document by name, or by its id when the viewer may not list such documents. */
export function ReferenceField(props: ControlProps<ReferenceControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  const choices = useChoices(control.to);
  const id = textIn(value);
  const shared = { label, required: isRequired, error: useProblem(path) };
  if (choices === null) {
    return (
      <TextInput
        {...shared}
        description={typedIds(control.to)}
        value={id}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return <DocumentSelect {...shared} choices={choices} id={id} onChange={onChange} />;
}

interface DocumentSelectProps extends Pick<SelectProps, "label" | "required" | "error"> {
  readonly choices: readonly Choice[];
  readonly id: string;
  readonly onChange: (id: string) => void;
}

function DocumentSelect({
  choices,
  id,
  onChange,
  required = false,
  ...shared
}: DocumentSelectProps) {
  const offered = useNamedChoices(choices, id === "" ? [] : [id]);
  return (
    <Select
      {...shared}
      required={required}
      data={offered.map((choice) => ({ value: choice.id, label: choice.name }))}
      value={id || null}
      placeholder={required ? "Choose" : "None"}
      onChange={(chosen) => onChange(chosen ?? "")}
      clearable={!required}
      allowDeselect={!required}
      searchable
      limit={OFFERED_MAX}
      nothingFoundMessage="Nothing found"
    />
  );
}

/** Picks several documents. */
export function ReferencesField(props: ControlProps<ReferencesControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  const choices = useChoices(control.to);
  const shared = { label, required: isRequired, error: useProblem(path), onChange };
  const ids = textsIn(value);
  if (choices === null)
    return <TagsInput {...shared} description={typedIds(control.to)} value={ids} />;
  return <DocumentsSelect {...shared} choices={choices} values={ids} />;
}

function useChoices(prefixes: readonly string[]) {
  const { spaceId } = useContext(FormContext);
  const kinds = prefixes.map(kindOfPrefix).filter((kind) => kind !== undefined);
  return useDocumentChoices(kinds, spaceId);
}

function typedIds([prefix = ""]: readonly string[]): string {
  return `You may not list these. Type an id such as ${prefix}-1.`;
}
