import { MultiSelect, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { choicesQuery } from "../api/lookups.ts";
import { kindOfRoute } from "../model/documents/document-kinds.ts";
import { listApiPath } from "../model/documents/document-path.ts";
import { withNameless } from "../model/lookups/with-nameless.ts";

interface IdsPickerProps {
  /** The API route of what is picked. */
  readonly route: string;
  /** The space to pick from; null for what lives in the system. */
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
  const { route, spaceId, label, description, values, onChange, without = [] } = props;
  const { data } = useQuery(choicesQuery(`${listApiPath(kindOfRoute(route), spaceId)}/all`));
  const shared = { label, value: [...values], onChange, clearable: true };
  if (data === null)
    return <TagsInput {...shared} description="You may not list these: type ids" />;
  const choices = withNameless(data ?? [], values).filter(({ id }) => !without.includes(id));
  return (
    <MultiSelect
      {...shared}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      description={description}
      searchable
      hidePickedOptions
      nothingFoundMessage="Nothing found"
    />
  );
}
