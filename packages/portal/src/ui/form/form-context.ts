import { createContext, useContext } from "react";
import type { Control, FormField } from "../../model/forms/control.ts";
import type { FormValue } from "../../model/forms/form-value.ts";
import type { Problems } from "../../model/forms/problems.ts";

/** What every control of a form is given. */
export interface ControlProps<Kind extends Control = Control>
  extends Pick<FormField, "label" | "isRequired"> {
  readonly control: Kind;
  /** The field below its document: `Phases[0].Name`. */
  readonly path: string;
  readonly value: FormValue | undefined;
  readonly onChange: (value: FormValue) => void;
}

/** What the controls of one form have in common. */
export interface FormSurroundings {
  readonly problems: Problems;
  /** The space whose documents can be chosen. */
  readonly spaceId: string;
}

/** Gives the controls below it what they have in common. */
export const FormContext = createContext<FormSurroundings>({ problems: {}, spaceId: "" });

/** What is wrong with a field; undefined if nothing is. */
export function useProblem(path: string): string | undefined {
  return useContext(FormContext).problems[path];
}
