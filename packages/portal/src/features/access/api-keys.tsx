import { Button, Code, Skeleton, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PlusIcon } from "lucide-react";
import { useApiKeys, useRevokeApiKey } from "../../api/api-keys.ts";
import type { ApiKeyResource } from "../../model/answers/access-resources.ts";
import { actsOfKey, formatFilters } from "../../model/audit/filters.ts";
import { exactTime, shortDate } from "../../model/format/time.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { useNow } from "../../ui/clock.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { RouteLink } from "../../ui/route-link.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { CreateKeyDialog } from "./create-key-dialog.tsx";

/** The API keys of a user with purpose, expiry and last use. */
export function ApiKeys({ userId }: { userId: string }) {
  const keys = useApiKeys(userId);
  const [opened, dialog] = useDisclosure();
  return (
    <Section
      title="API keys"
      actions={
        <Button
          variant="default"
          leftSection={<PlusIcon size={16} aria-hidden="true" />}
          onClick={dialog.open}
        >
          New API key
        </Button>
      }
    >
      {keys.isPending && <Skeleton h={96} />}
      {keys.isError && <ErrorNote title="The API keys could not be read" error={keys.error} />}
      {keys.data && <KeysTable userId={userId} keys={keys.data.Items} />}
      <CreateKeyDialog userId={userId} opened={opened} onClose={dialog.close} />
    </Section>
  );
}

interface KeysTableProps {
  readonly userId: string;
  readonly keys: readonly ApiKeyResource[];
}

function KeysTable({ userId, keys }: KeysTableProps) {
  if (keys.length === 0) return <EmptyNote>No API key yet.</EmptyNote>;
  const head = (
    <>
      <Table.Th>Purpose</Table.Th>
      <Table.Th visibleFrom="sm">Created</Table.Th>
      <Table.Th>Expires</Table.Th>
      <Table.Th visibleFrom="sm">Last used</Table.Th>
      <Table.Th />
    </>
  );
  return (
    <CardTable head={head}>
      {keys.map((key) => (
        <Table.Tr key={key.Id}>
          <Table.Td>
            {key.Purpose || <span className="quiet">No purpose given</span>}
            <div>
              <Code>{key.Hint}</Code> <ActsLink apiKey={key} />
            </div>
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Day at={key.Created} />
          </Table.Td>
          <Table.Td>
            <Expiry at={key.Expires} />
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <LastUse at={key.LastUsedTimeStamp} />
          </Table.Td>
          <Table.Td ta="end" py={4}>
            <RevokeButton userId={userId} apiKey={key} />
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

function ActsLink({ apiKey }: { apiKey: ApiKeyResource }) {
  const spaceId = useSpaceId();
  return (
    <RouteLink
      to="/$spaceId/configuration/audit"
      params={{ spaceId }}
      search={{ ...formatFilters(actsOfKey(apiKey.Id)) }}
      size="sm"
      aria-label={`What was done with ${apiKey.Purpose || apiKey.Hint || apiKey.Id}`}
    >
      What it did
    </RouteLink>
  );
}

function Day({ at }: { at: string }) {
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(instant)} className="tabular">
      {shortDate(instant)}
    </time>
  );
}

function Expiry({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return <Text size="sm">Never</Text>;
  return Date.parse(at) <= now ? <Tag tone="bad">Expired</Tag> : <Day at={at} />;
}

function LastUse({ at }: { at: string | null }) {
  return at === null ? <span className="quiet">Never</span> : <RelativeTime at={at} />;
}

function RevokeButton({ userId, apiKey }: { userId: string; apiKey: ApiKeyResource }) {
  const [opened, dialog] = useDisclosure();
  const revoke = useRevokeApiKey(userId, apiKey.Id);
  const name = apiKey.Purpose || apiKey.Hint || apiKey.Id;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        c="var(--portal-danger)"
        onClick={dialog.open}
        aria-label={`Revoke ${name}`}
      >
        Revoke
      </Button>
      <ConfirmDialog
        title={`Revoke ${name}?`}
        text="Requests with this key are refused from now on."
        action="Revoke key"
        failure="The key was not revoked"
        error={revoke.error}
        pending={revoke.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={() => revoke.mutate(undefined, { onSuccess: dialog.close })}
      />
    </>
  );
}
