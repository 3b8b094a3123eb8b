import "@mantine/core/styles.css";
import "./styles.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createHashHistory, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/query-client.ts";
import { createPortalRouter } from "./router.ts";
import { theme } from "./theme.ts";
import { ClockProvider } from "./ui/clock.tsx";

// The portal's composition root: the only place that reads the real clock and the real address.
const queryClient = createQueryClient();
const router = createPortalRouter(queryClient, createHashHistory());
const root = document.getElementById("root");

if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <ClockProvider now={Date.now}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ClockProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
