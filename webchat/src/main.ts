import { CimChat } from "./cim-chat";
import { CimClearDialog } from "./clear-dialog";
import { CimComposer } from "./composer";
import { CimPanel } from "./panel";
import { CimTrial } from "./trial";

customElements.define("cim-clear-dialog", CimClearDialog);
customElements.define("cim-composer", CimComposer);
customElements.define("cim-trial", CimTrial);
customElements.define("cim-panel", CimPanel);
customElements.define("cim-chat", CimChat);
