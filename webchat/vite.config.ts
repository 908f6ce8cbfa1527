import { defineConfig } from "vitest/config";

const server = process.env["CIM_SERVER"] ?? "http://127.0.0.1:5005";

export default defineConfig({
  // Relative addresses: the page works under any path that a proxy gives it.
  base: "./",
  build: {
    outDir: "../build/webchat",
    emptyOutDir: true,
    target: ["chrome109", "edge109", "firefox115", "safari16"],
    // Inlined assets would be data: addresses, which the page's content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npm run dev` shows the sources with hot reload, against an assistant that is already running.
  server: { host: "127.0.0.1", proxy: { "/socket.io": { target: server, ws: true } } },
  // Styles are read too: the contrast of the colours is tested.
  test: { include: ["src/**/*.test.ts"], css: true },
});
