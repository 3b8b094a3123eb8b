import { AppShell, Burger, Group, ScrollArea, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useSession } from "../../api/session.ts";
import { Mark } from "../../ui/mark.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { ColorSchemeMenu } from "./color-scheme-menu.tsx";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";
import { SpaceSwitcher } from "./space-switcher.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The frame of every page except the sign-in page. When the session ends, the sign-in page is shown. */
export function Shell() {
  const session = useSession();
  const location = useLocation();
  const [opened, { toggle, close }] = useDisclosure();
  useFocusOnNavigation(location.pathname, close);
  useGuardAgain(session === null);
  if (!session) return null;
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "md", sm: "xl" }}
    >
      <SkipLink />
      <AppShell.Header className={classes.header}>
        <Header menuOpened={opened} onMenu={toggle} />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Main">
        <AppShell.Section grow component={ScrollArea}>
          <Navigation />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

// The address is the hash, so a plain link to #main would leave the page.
function SkipLink() {
  return (
    <button type="button" className="skip-link" onClick={focusMain}>
      Skip to content
    </button>
  );
}

function Header({ menuOpened, onMenu }: { menuOpened: boolean; onMenu: () => void }) {
  const spaceId = useSpaceId();
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="sm" wrap="nowrap">
        <Burger
          opened={menuOpened}
          onClick={onMenu}
          hiddenFrom="sm"
          size="sm"
          aria-label={menuOpened ? "Close navigation" : "Open navigation"}
        />
        <Link to="/$spaceId" params={{ spaceId }} className={classes.brand}>
          <Mark />
          <Text fw={650} visibleFrom="xs">
            Indelible
          </Text>
        </Link>
        <SpaceSwitcher />
      </Group>
      <Group gap={4} wrap="nowrap">
        <ColorSchemeMenu />
        <UserMenu />
      </Group>
    </Group>
  );
}

// The guard redirects to the sign-in page without a session. It runs again when the session ends.
function useGuardAgain(ended: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (ended) void router.invalidate();
  }, [ended, router]);
}

// A new page begins at its top for the keyboard as well; the first page keeps the browser's focus.
function useFocusOnNavigation(pathname: string, onNavigate: () => void) {
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    onNavigate();
    focusMain();
  }, [pathname, onNavigate]);
}

function focusMain() {
  document.getElementById("main")?.focus({ preventScroll: true });
}
