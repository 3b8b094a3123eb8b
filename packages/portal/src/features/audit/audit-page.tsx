import { ActionIcon, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useDisclosure, useDocumentTitle, useHotkeys } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { KeyboardIcon, RefreshCwIcon } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useEvents } from "../../api/events.ts";
import {
  type AuditFilters,
  formatFilters,
  parseFilters,
  reachesBeyondSpace,
  spacesChosen,
} from "../../model/audit/filters.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { ActiveFilters } from "./active-filters.tsx";
import { AuditToolbar } from "./audit-toolbar.tsx";
import { CsvButton } from "./csv-button.tsx";
import { EventList } from "./event-list.tsx";
import type { FiltersProps } from "./filters-props.ts";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { ReachSwitch } from "./reach-switch.tsx";

/** The audit trail of a space or of the whole installation. */
export function AuditPage() {
  useDocumentTitle("Audit · Indelible");
  const { filters, setFilters } = useAuditFilters();
  const [helpOpened, help] = useDisclosure();
  useHotkeys([["shift+?", help.open]]);
  return (
    <Stack gap="md">
      <AuditHeader filters={filters} onChange={setFilters} onHelp={help.open} />
      <AuditToolbar filters={filters} onChange={setFilters} />
      <ActiveFilters filters={filters} onChange={setFilters} />
      <EventList filters={filters} onFilter={setFilters} />
      <KeyboardHelp opened={helpOpened} onClose={help.close} />
    </Stack>
  );
}

// The address is the only place the filters live: sharing it and going back both work.
function useAuditFilters() {
  const search = useSearch({ from: "/shell/$spaceId/configuration/audit" });
  const navigate = useNavigate({ from: "/$spaceId/configuration/audit" });
  const filters = useMemo(() => parseFilters(search), [search]);
  const setFilters = useCallback(
    (next: AuditFilters) => {
      void navigate({ search: { ...formatFilters(next) }, resetScroll: false });
    },
    [navigate],
  );
  return { filters, setFilters };
}

interface AuditHeaderProps extends FiltersProps {
  readonly onHelp: () => void;
}

function AuditHeader({ filters, onChange, onHelp }: AuditHeaderProps) {
  const spaceId = useSpaceId();
  const { data, refetch, isRefetching } = useEvents(spaceId, filters);
  const total = data?.pages[0]?.TotalResults;
  const reach = reachName(filters);
  return (
    <Group justify="space-between" align="flex-end" gap="sm">
      <div>
        <Title order={1}>Audit</Title>
        <Text size="sm" className="quiet tabular">
          {total === undefined ? "\u00a0" : `${countOf(total)} in ${reach}`}
        </Text>
      </div>
      <Group gap="xs">
        <ReachSwitch filters={filters} onChange={onChange} />
        <HeaderButton label="Check for newer events" onClick={refetch} loading={isRefetching}>
          <RefreshCwIcon size={18} strokeWidth={1.6} />
        </HeaderButton>
        <HeaderButton label="Keyboard shortcuts" onClick={onHelp}>
          <KeyboardIcon size={18} strokeWidth={1.6} />
        </HeaderButton>
        <CsvButton filters={filters} />
      </Group>
    </Group>
  );
}

interface HeaderButtonProps {
  readonly label: string;
  readonly onClick: () => unknown;
  readonly loading?: boolean;
  readonly children: React.ReactNode;
}

function HeaderButton({ label, onClick, loading = false, children }: HeaderButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        onClick={() => onClick()}
        loading={loading}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function reachName(filters: AuditFilters): string {
  const chosen = spacesChosen(filters).length;
  if (chosen > 0) return chosen === 1 ? "one space" : `${chosen} spaces`;
  return reachesBeyondSpace(filters) ? "every space and the system" : "this space";
}

function countOf(total: number): string {
  return total === 1 ? "1 event" : `${total.toLocaleString("en")} events`;
}
