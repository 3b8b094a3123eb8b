import { NumberInput, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import type {
  FlagControl,
  LineControl,
  NumberControl,
  TextControl,
  WordsControl,
} from "../../model/forms/control.ts";
import { textIn, textsIn } from "../../model/forms/form-value.ts";
import { lineHint, rowsOf } from "../../model/forms/hints.ts";
import { type ControlProps, useProblem } from "./form-context.ts";

/** Edits a text of one line. */
export function LineField(props: ControlProps<LineControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  return (
    <TextInput
      label={label}
      description={lineHint(control)}
      required={isRequired}
      maxLength={control.maxLength}
      autoComplete="off"
      value={textIn(value)}
      error={useProblem(path)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Edits a text that grows with its lines. */
export function TextField(props: ControlProps<TextControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  return (
    <Textarea
      label={label}
      required={isRequired}
      maxLength={control.maxLength}
      autosize
      minRows={rowsOf(path)}
      maxRows={16}
      value={textIn(value)}
      error={useProblem(path)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Edits a whole number. */
export function NumberField(props: ControlProps<NumberControl>) {
  const { control, path, label, isRequired, value, onChange } = props;
  return (
    <NumberInput
      label={label}
      required={isRequired}
      {...(control.minimum !== undefined && { min: control.minimum })}
      allowDecimal={false}
      maw={240}
      value={typeof value === "number" ? value : ""}
      error={useProblem(path)}
      onChange={(number) => onChange(typeof number === "number" ? number : null)}
    />
  );
}

/** Turns something on or off. */
export function FlagField({ path, label, value, onChange }: ControlProps<FlagControl>) {
  return (
    <Switch
      label={label}
      checked={value === true}
      error={useProblem(path)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** Edits a list of short texts. */
export function WordsField(props: ControlProps<WordsControl>) {
  const { path, label, isRequired, value, onChange } = props;
  return (
    <TagsInput
      label={label}
      required={isRequired}
      placeholder={textsIn(value).length === 0 ? "Type and press Enter" : ""}
      acceptValueOnBlur
      value={textsIn(value)}
      error={useProblem(path)}
      onChange={onChange}
    />
  );
}
