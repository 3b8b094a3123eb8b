import { Group, MultiSelect, Radio, Select } from "@mantine/core";
import { choiceName } from "../../model/forms/choice-name.ts";
import type { ChoiceControl, ChoicesControl } from "../../model/forms/control.ts";
import { textIn, textsIn } from "../../model/forms/form-value.ts";
import { type ControlProps, useProblem } from "./form-context.ts";

/** Up to this many choices are all shown. */
const SHOWN_MAX = 4;

/** Chooses one of a few words. */
export function ChoiceField(props: ControlProps<ChoiceControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  const shared = { label, required: isRequired, error: useProblem(path) };
  if (control.choices.length > SHOWN_MAX || control.isNullable) {
    return (
      <Select
        {...shared}
        data={control.choices.map(toItem)}
        value={textIn(value) || null}
        onChange={(word) => onChange(word ?? "")}
        allowDeselect={control.isNullable}
        clearable={control.isNullable}
        searchable
        maw={480}
        nothingFoundMessage="Nothing found"
      />
    );
  }
  return (
    <Radio.Group {...shared} value={textIn(value)} onChange={onChange}>
      <Group gap="8px 20px" pt={6}>
        {control.choices.map((word) => (
          <Radio key={word} value={word} label={choiceName(word)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Chooses several of a few words. */
export function ChoicesField(props: ControlProps<ChoicesControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  return (
    <MultiSelect
      label={label}
      required={isRequired}
      error={useProblem(path)}
      data={control.choices.map(toItem)}
      value={textsIn(value)}
      onChange={onChange}
      clearable
      searchable
      hidePickedOptions
      nothingFoundMessage="Nothing found"
    />
  );
}

function toItem(word: string) {
  return { value: word, label: choiceName(word) };
}
