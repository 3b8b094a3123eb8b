import { TextInput } from "@mantine/core";
import type { UserDetails } from "../../model/answers/access-resources.ts";
import { textOf } from "../../ui/form-dialog.tsx";

/** Fewer characters than this are refused as a password. */
export const MIN_PASSWORD_LENGTH = 8;

/** The longest user name and display name the API takes, in characters. */
const MAX_NAME_LENGTH = 64;

interface UserFieldsProps {
  readonly user?: UserDetails;
  readonly isService: boolean;
}

/** The fields of a user's account. */
export function UserFields({ user, isService }: UserFieldsProps) {
  return (
    <>
      <TextInput
        name="username"
        label="Username"
        autoComplete="off"
        required
        maxLength={MAX_NAME_LENGTH}
        defaultValue={user?.Username ?? ""}
        data-autofocus
      />
      <TextInput
        name="display-name"
        label="Display name"
        description="Shown in lists. Events name who did something by the username."
        autoComplete="off"
        maxLength={MAX_NAME_LENGTH}
        defaultValue={user?.DisplayName ?? ""}
      />
      {!isService && (
        <TextInput
          name="email"
          type="email"
          label="Email address"
          autoComplete="off"
          defaultValue={user?.EmailAddress ?? ""}
        />
      )}
    </>
  );
}

/** What was typed into {@link UserFields}. */
export function userFields(form: FormData) {
  return {
    Username: textOf(form, "username"),
    DisplayName: textOf(form, "display-name"),
    EmailAddress: textOf(form, "email"),
  };
}
