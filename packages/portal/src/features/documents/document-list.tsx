import { Group, Pagination, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback, useDocumentTitle } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchIcon } from "lucide-react";
import type { ReactNode } from "react";
import { isWithheld } from "../../api/api-error.ts";
import { DOCUMENTS_PER_PAGE, useDocuments } from "../../api/documents.ts";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { pageOf } from "../../model/documents/list-search.ts";
import { ErrorNote } from "../../ui/error-page.tsx";
import { PagePending } from "../../ui/page-pending.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { Withheld } from "./withheld.tsx";

/** How long after the last keystroke the list is searched, in ms. */
const SEARCH_PAUSE_MS = 250;

interface DocumentListProps<Resource extends DocumentResource> {
  readonly kind: DocumentKind<Resource>;
  /** Buttons next to the title. */
  readonly actions: ReactNode;
  /** Shows a page of the list, which is not empty. */
  readonly children: (documents: readonly Resource[]) => ReactNode;
}

/** The list of the documents of one kind, with search and pages. Both are in the address. */
export function DocumentList<Resource extends DocumentResource>({
  kind,
  actions,
  children,
}: DocumentListProps<Resource>) {
  useDocumentTitle(`${kind.plural} · Indelible`);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1}>{kind.plural}</Title>
        {actions}
      </Group>
      <SearchField kind={kind} />
      <Result kind={kind}>{children}</Result>
    </Stack>
  );
}

function SearchField({ kind }: { kind: DocumentKind }) {
  const { q } = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useDebouncedCallback((text: string) => {
    void navigate({ to: ".", search: text.trim() ? { q: text.trim() } : {}, replace: true });
  }, SEARCH_PAUSE_MS);
  return (
    <TextInput
      type="search"
      maw={360}
      defaultValue={q ?? ""}
      onChange={(event) => search(event.currentTarget.value)}
      aria-label={`Search ${kind.plural.toLowerCase()} by name`}
      placeholder="Search by name"
      leftSection={<SearchIcon size={16} aria-hidden="true" />}
    />
  );
}

function Result<Resource extends DocumentResource>({
  kind,
  children,
}: Pick<DocumentListProps<Resource>, "kind" | "children">) {
  const search = useSearch({ strict: false });
  const documents = useDocuments(kind, useSpaceId(), search.q ?? "", pageOf(search));
  if (documents.isPending) return <PagePending />;
  if (isWithheld(documents.error)) return <Withheld kind={kind} />;
  if (documents.isError)
    return <ErrorNote title={`${kind.plural} could not be read`} error={documents.error} />;
  const { Items, TotalResults } = documents.data;
  if (Items.length === 0) return <NothingFound searched={search.q !== undefined} kind={kind} />;
  return (
    <Stack>
      {children(Items)}
      <Group justify="space-between">
        <Text size="sm" className="quiet tabular" role="status">
          {`${Items.length} of ${TotalResults.toLocaleString("en")}`}
        </Text>
        <Pages total={TotalResults} />
      </Group>
    </Stack>
  );
}

function Pages({ total }: { total: number }) {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const pages = Math.ceil(total / DOCUMENTS_PER_PAGE);
  if (pages < 2) return null;
  const { q } = search;
  return (
    <Pagination
      total={pages}
      value={pageOf(search)}
      onChange={(page) =>
        void navigate({ to: ".", search: { ...(q ? { q } : {}), page: String(page) } })
      }
      getControlProps={(control) => ({ "aria-label": `${control} page` })}
    />
  );
}

function NothingFound({ searched, kind }: { searched: boolean; kind: DocumentKind }) {
  return (
    <Paper withBorder p="xl" bg="var(--portal-card)" ta="center" role="status">
      <Text className="quiet">
        {searched ? "No name contains the search text." : `No ${kind.plural.toLowerCase()} yet.`}
      </Text>
    </Paper>
  );
}
