import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

// The server serves the built files under /app; the API is under /api.
export default defineConfig({
  base: "/app/",
  plugins: [react()],
  resolve: { conditions: ["source", ...defaultClientConditions] },
  // Nothing inlined: the page runs under a policy that allows scripts and images from 'self' only.
  // The styles choose colours with light-dark(), which browsers have since 2024.
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    // Of the domain only the document definitions are wanted; nothing there acts when imported.
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: [{ test: /packages\/(domain|trail)\/|\/typebox\//, sideEffects: false }],
      },
    },
  },
  server: { proxy: { "/api": process.env.PORTAL_API ?? "http://localhost:8065" } },
});
