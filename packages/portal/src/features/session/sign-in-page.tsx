import {
  Alert,
  Button,
  Center,
  Checkbox,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useRouter, useSearch } from "@tanstack/react-router";
import { CircleExclamationPointIcon } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { isSignedOut } from "../../api/api-error.ts";
import { useSignIn } from "../../api/session.ts";
import { Mark } from "../../ui/mark.tsx";

/** The sign-in page. After signing in, it opens the page that the viewer requested. */
export function SignInPage() {
  useDocumentTitle("Sign in · Indelible");
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack align="center" gap={4}>
          <Mark size={44} />
          <Title order={1} ta="center">
            Sign in to Indelible
          </Title>
          <Text className="quiet" size="sm" ta="center">
            Every change is recorded
          </Text>
        </Stack>
        <Paper withBorder p="lg" radius="lg" bg="var(--portal-card)">
          <SignInForm />
        </Paper>
      </Stack>
    </Center>
  );
}

function SignInForm() {
  const signIn = useSignIn();
  const router = useRouter();
  const { to } = useSearch({ from: "/sign-in" });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = {
      Username: String(form.get("username")),
      Password: String(form.get("password")),
      RememberMe: form.has("remember"),
    };
    signIn.mutate(credentials, { onSuccess: () => router.history.push(to) });
  };
  return (
    <form onSubmit={submit} aria-label="Sign in">
      <Stack>
        <SignInFailure error={signIn.error} />
        <TextInput
          name="username"
          label="Username"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <Checkbox name="remember" label="Keep me signed in" />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

// Focus moves to the message: a screen reader reads it, and the next Tab reaches the username.
function SignInFailure({ error }: { error: Error | null }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) note.current?.focus();
  }, [error]);
  if (!error) return null;
  const text = isSignedOut(error) ? "The username or password is wrong." : error.message;
  return (
    <Alert
      ref={note}
      tabIndex={-1}
      role="alert"
      variant="default"
      icon={<CircleExclamationPointIcon color="var(--portal-danger)" />}
    >
      {text}
    </Alert>
  );
}
