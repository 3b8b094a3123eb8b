import { Badge, Button, Combobox, Group, ScrollArea, useCombobox } from "@mantine/core";
import { CheckIcon, ChevronDownIcon } from "lucide-react";
import { useState } from "react";
import { useLookup } from "../../api/lookups.ts";
import type { Choice } from "../../model/lookups/choice.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { matchingChoices } from "./matching-choices.ts";
import type { Picker } from "./picker.ts";

interface FilterPickerProps {
  readonly picker: Picker;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** A button that opens a searchable list to pick several values from, or to type ids into. */
export function FilterPicker({ picker, values, onChange }: FilterPickerProps) {
  const [search, setSearch] = useState("");
  const choices = useLookup(picker.filter, useSpaceId());
  const combobox = useSearchableCombobox(() => setSearch(""));
  const toggle = (id: string) => {
    onChange(values.includes(id) ? values.filter((value) => value !== id) : [...values, id]);
  };
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={toggle}
    >
      <Combobox.Target targetType="button">
        <Button
          variant="default"
          rightSection={<ChevronDownIcon size={14} aria-hidden="true" />}
          onClick={() => combobox.toggleDropdown()}
        >
          {picker.label}
          <ChosenCount count={values.length} />
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={choices ? "Search" : `Type an id, such as ${picker.example}`}
          aria-label={`Search ${picker.label.toLowerCase()}`}
        />
        <Options choices={matchingChoices(choices ?? [], search, values)} values={values} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useSearchableCombobox(onClose: () => void) {
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      onClose();
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  return combobox;
}

function ChosenCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Badge size="sm" ml={6} circle={count < 10} aria-label={`${count} chosen`}>
      {count}
    </Badge>
  );
}

function Options({ choices, values }: { choices: readonly Choice[]; values: readonly string[] }) {
  return (
    <Combobox.Options>
      <ScrollArea.Autosize mah={280} type="scroll">
        {choices.length === 0 && <Combobox.Empty>Nothing found</Combobox.Empty>}
        {choices.map((choice) => (
          <Combobox.Option
            key={choice.id}
            value={choice.id}
            active={values.includes(choice.id)}
            aria-selected={values.includes(choice.id)}
          >
            <Group justify="space-between" wrap="nowrap" gap="xs">
              {choice.name}
              {values.includes(choice.id) && <CheckIcon size={16} aria-hidden="true" />}
            </Group>
          </Combobox.Option>
        ))}
      </ScrollArea.Autosize>
    </Combobox.Options>
  );
}
