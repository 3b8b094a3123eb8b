import { JsonInput } from "@mantine/core";
import type { JsonControl } from "../../model/forms/control.ts";
import { textIn } from "../../model/forms/form-value.ts";
import { type ControlProps, useProblem } from "./form-context.ts";

/** Edits any JSON as text. */
export function JsonField(props: ControlProps<JsonControl>) {
  const { path, label, isRequired, value, onChange } = props;
  return (
    <JsonInput
      label={label}
      description="JSON"
      required={isRequired}
      formatOnBlur
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      value={textIn(value)}
      error={useProblem(path)}
      onChange={onChange}
    />
  );
}
