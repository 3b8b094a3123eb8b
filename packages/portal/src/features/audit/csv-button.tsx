import { Button, Popover, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { DownloadIcon } from "lucide-react";
import { errorText } from "../../api/api-error.ts";
import { readFile } from "../../api/client.ts";
import { eventsCsvPath } from "../../model/audit/events-path.ts";
import type { AuditFilters } from "../../model/audit/filters.ts";
import { saveAs } from "../../ui/save-as.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";

/** Saves every event under the filters as a CSV file. */
export function CsvButton({ filters }: { filters: AuditFilters }) {
  const spaceId = useSpaceId();
  const download = useMutation({
    mutationFn: () => readFile(eventsCsvPath(spaceId, filters)),
    onSuccess: (file) => saveAs(file, `audit-${spaceId}.csv`),
  });
  return (
    <Popover opened={download.isError} onChange={download.reset} withArrow width={260}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<DownloadIcon size={18} strokeWidth={1.6} />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          Export as CSV
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="alert">
        <Text size="sm">{download.isError && errorText(download.error)}</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
