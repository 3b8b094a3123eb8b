import { MultiSelect, type MultiSelectProps, TagsInput } from "@mantine/core";
import { useNamedChoices } from "../api/deleted-documents.ts";
import { useDocumentChoices } from "../api/lookups.ts";
import { kindOfRoute } from "../model/documents/document-kinds.ts";
import type { Choice } from "../model/lookups/choice.ts";

/** A list of choices shows this many at most; typing narrows it. */
export const OFFERED_MAX = 100;

interface IdsPickerProps {
  /** The API route of what is picked. */
  readonly route: string;
  /** The space to pick from; null for system level. */
  readonly spaceId: string | null;
  readonly label: string;
  readonly description?: string;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  /** Ids that are not offered. */
  readonly without?: readonly string[];
}

/** Picks several documents by name, or by typed ids when the viewer may not list them. */
export function IdsPicker(props: IdsPickerProps) {
  const { route, spaceId, without = [], values, ...shared } = props;
  const choices = useDocumentChoices([kindOfRoute(route)], spaceId);
  if (choices === null) {
    const description = "You may not list these. Type ids.";
    return <TagsInput {...shared} value={[...values]} clearable description={description} />;
  }
  const offered = choices.filter(({ id }) => !without.includes(id));
  return <DocumentsSelect {...shared} choices={offered} values={values} />;
}

interface DocumentsSelectProps
  extends Pick<MultiSelectProps, "label" | "description" | "required" | "error"> {
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Picks several of some choices. Picked ids without a name, or of deleted documents, can be removed. */
export function DocumentsSelect({ choices, values, ...shared }: DocumentsSelectProps) {
  const offered = useNamedChoices(choices, values);
  return (
    <MultiSelect
      {...shared}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...values]}
      placeholder={values.length === 0 ? "None" : ""}
      clearable
      searchable
      hidePickedOptions
      limit={OFFERED_MAX}
      nothingFoundMessage="Nothing found"
    />
  );
}
