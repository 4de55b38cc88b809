import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

// The window loads dist/ over its own scheme: relative addresses, nothing inlined that the strict CSP would
// refuse.
export default defineConfig({
  base: "./",
  plugins: [vue()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  // The clerk's page and the citizen's.
  build: {
    rollupOptions: { input: ["index.html", "citizen.html"] },
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
  // The test of the keys reads the README of the whole.
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  test: {
    environment: "happy-dom",
    server: { deps: { inline: ["element-plus"] } },
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
