import { describe, expect, it } from "vitest";

import { readOptions } from "./widget-options";

const SOURCE = "https://cim.example.org/widget.js?v=1";

describe("the script tag's options", () => {
  it("need not be set: the assistant is where the script is from", () => {
    expect(readOptions({}, SOURCE)).toEqual({
      server: "https://cim.example.org",
      path: "/socket.io",
      side: "right",
      label: null,
    });
  });

  it("are taken when they are set", () => {
    const data = { server: "https://other.example.org/", path: "/chat", side: "left", label: " Your level " };
    expect(readOptions(data, SOURCE)).toEqual({
      server: "https://other.example.org",
      path: "/chat",
      side: "left",
      label: "Your level",
    });
  });

  it.each(["javascript:alert(1)", "not an address", "file:///etc/passwd", ""])("are not taken as a server: %s", (server) => {
    expect(readOptions({ server }, SOURCE).server).toBe("https://cim.example.org");
  });
});
