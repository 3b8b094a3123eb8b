import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { TriangleExclamationPointIcon } from "lucide-react";
import { ApiError } from "../api/api-error.ts";
import { RouteLink } from "./route-link.tsx";

/** The page that is shown when rendering fails. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <Stack p="xl" maw={640} mx="auto">
      <ErrorNote title="This page could not be shown" error={error} onRetry={reset} />
    </Stack>
  );
}

/** The page for unknown addresses. */
export function NotFoundPage() {
  return (
    <Stack p="xl" maw={640} mx="auto" gap="xs">
      <Title order={1}>Page not found</Title>
      <Text className="quiet">There is no page at this address.</Text>
      <RouteLink to="/">Go to the start page</RouteLink>
    </Stack>
  );
}

interface ErrorNoteProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** A failed request with what the server reports about it, and a button to try again. */
export function ErrorNote({ title, error, onRetry }: ErrorNoteProps) {
  const problems = error instanceof ApiError ? error.errors : [];
  return (
    <Alert
      variant="default"
      bg="var(--portal-card)"
      title={title}
      icon={<TriangleExclamationPointIcon color="var(--portal-danger)" />}
      role="alert"
    >
      <Text size="sm">{error instanceof Error ? error.message : String(error)}</Text>
      {problems.map((problem) => (
        <Text key={problem} size="sm">
          {problem}
        </Text>
      ))}
      {onRetry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
