import { Skeleton, Stack } from "@mantine/core";

/** The placeholder of a page while it loads. */
export function PagePending() {
  return (
    <Stack p="md" gap="lg" aria-busy="true" aria-label="Loading">
      <Skeleton h={28} w={180} />
      <Skeleton h={36} />
      <Skeleton h={320} />
    </Stack>
  );
}
