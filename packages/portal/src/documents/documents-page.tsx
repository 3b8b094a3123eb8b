import { Button, Group, Pagination, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback, useDisclosure, useDocumentTitle } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { isWithheld } from "../api/api-error.ts";
import { DOCUMENTS_PER_PAGE, useDocuments } from "../api/documents.ts";
import { ErrorNote } from "../ui/error-page.tsx";
import { PagePending } from "../ui/page-pending.tsx";
import { DocumentForm } from "./document-form.tsx";
import { type DocumentKind, kindOfRoute } from "./document-kinds.ts";
import { DocumentsTable } from "./documents-table.tsx";
import { pageOf } from "./list-search.ts";
import { Withheld } from "./withheld.tsx";

/** How long typing must rest before the list is searched, in ms. */
const SEARCH_PAUSE_MS = 250;

/** The documents of one kind: search by name, page by page. */
export function DocumentsPage() {
  const { spaceId, route } = useParams({ from: "/shell/$spaceId/$route" });
  const kind = kindOfRoute(route);
  useDocumentTitle(`${kind.plural} · Indelible`);
  return (
    <Stack gap="md" key={`${spaceId}/${route}`}>
      <Group justify="space-between">
        <Title order={1}>{kind.plural}</Title>
        {kind.editable && <CreateButton kind={kind} />}
      </Group>
      <SearchField kind={kind} />
      <DocumentsResult kind={kind} spaceId={spaceId} />
    </Stack>
  );
}

function CreateButton({ kind }: { kind: DocumentKind }) {
  const [opened, form] = useDisclosure();
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={form.open}>
        {`Add ${kind.singular.toLowerCase()}`}
      </Button>
      <DocumentForm kind={kind} opened={opened} onClose={form.close} />
    </>
  );
}

function SearchField({ kind }: { kind: DocumentKind }) {
  const { q } = useSearch({ from: "/shell/$spaceId/$route" });
  const navigate = useNavigate({ from: "/$spaceId/$route" });
  const search = useDebouncedCallback((text: string) => {
    void navigate({ search: text.trim() ? { q: text.trim() } : {}, replace: true });
  }, SEARCH_PAUSE_MS);
  return (
    <TextInput
      type="search"
      maw={360}
      defaultValue={q ?? ""}
      onChange={(event) => search(event.currentTarget.value)}
      aria-label={`Search ${kind.plural.toLowerCase()} by name`}
      placeholder="Search by name"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
    />
  );
}

function DocumentsResult({ kind, spaceId }: { kind: DocumentKind; spaceId: string }) {
  const search = useSearch({ from: "/shell/$spaceId/$route" });
  const navigate = useNavigate({ from: "/$spaceId/$route" });
  const documents = useDocuments(kind, spaceId, search.q ?? "", pageOf(search));
  if (documents.isPending) return <PagePending />;
  if (isWithheld(documents.error)) return <Withheld what={kind.plural.toLowerCase()} />;
  if (documents.isError)
    return <ErrorNote title={`${kind.plural} could not be read`} error={documents.error} />;
  const { Items, TotalResults } = documents.data;
  const pages = Math.ceil(TotalResults / DOCUMENTS_PER_PAGE);
  if (Items.length === 0) return <NothingFound searched={search.q !== undefined} kind={kind} />;
  return (
    <Stack>
      <DocumentsTable kind={kind} documents={Items} />
      <Group justify="space-between">
        <Text size="sm" className="quiet tabular" role="status">
          {`${Items.length} of ${TotalResults.toLocaleString("en")}`}
        </Text>
        {pages > 1 && (
          <Pagination
            total={pages}
            value={pageOf(search)}
            onChange={(page) => void navigate({ search: { ...search, page: String(page) } })}
            getControlProps={(control) => ({ "aria-label": `${control} page` })}
          />
        )}
      </Group>
    </Stack>
  );
}

function NothingFound({ searched, kind }: { searched: boolean; kind: DocumentKind }) {
  return (
    <Paper withBorder p="xl" bg="var(--portal-card)" ta="center" role="status">
      <Text className="quiet">
        {searched ? "No name contains what was typed." : `No ${kind.plural.toLowerCase()} yet.`}
      </Text>
    </Paper>
  );
}
