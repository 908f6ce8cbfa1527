import { CimChat } from "./cim-chat";
import { CimClearDialog } from "./clear-dialog";
import { CimComposer } from "./composer";

customElements.define("cim-clear-dialog", CimClearDialog);
customElements.define("cim-composer", CimComposer);
customElements.define("cim-chat", CimChat);
