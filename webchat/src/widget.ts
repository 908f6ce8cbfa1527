/** `<script src="https://.../widget.js">` on a host page: adds the launcher as soon as there is a body to add it to. */
import { CimWidget } from "./cim-widget";
import { defineElements } from "./elements";
import { readOptions } from "./widget-options";

const script = document.currentScript;

function add(): void {
  if (!(script instanceof HTMLScriptElement) || document.querySelector("cim-widget") !== null) return;
  const { server, path, side, label } = readOptions({ ...script.dataset }, script.src);
  defineElements({ "cim-widget": CimWidget });
  const widget = document.createElement("cim-widget");
  widget.server = server;
  widget.path = path;
  widget.side = side;
  if (label !== null) widget.label = label;
  document.body.append(widget);
}

if (document.body !== null && document.readyState !== "loading") add();
else document.addEventListener("DOMContentLoaded", add, { once: true });
