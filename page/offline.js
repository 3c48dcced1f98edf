// The engine of the page that is a file: Python in a worker of the browser.

const SLOWEST_BOOT = 120_000;
const SLOWEST = 60_000; // for one document, in milliseconds
const LARGEST = 500_000_000; // bytes; a browser's Python has too little memory for more

class Died extends Error {
  constructor(why, stage) {
    super(why);
    this.stage = stage;
  }
}

class Office {
  // Has one worker, and a new one when it dies.
  constructor() {
    this.waiting = new Map();
    this.count = 0;
    this.replaced = 0;
  }

  async start(onStage) {
    const assets = {};
    for (const element of document.querySelectorAll("script[data-asset]")) {
      assets[element.dataset.asset] = element.textContent;
    }
    const source = assets["worker.js"];
    delete assets["worker.js"];
    const address = `data:text/javascript;base64,${await plain(source)}`;
    this.worker = new Worker(address, { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end(event.message || "the worker stopped");
    };
    return this.send("boot", { assets }, { limit: SLOWEST_BOOT, onStage });
  }

  hear({ id, answer, failed, stage }) {
    const one = this.waiting.get(id);
    if (!one) return;
    if (stage) {
      one.stage = stage;
      one.onStage?.(stage);
    } else if (failed !== undefined) {
      this.end(failed);
    } else {
      this.forget(id);
      one.resolve(answer);
    }
  }

  async ask(what, more = {}, options = {}) {
    if (!this.worker) {
      // the last one died
      this.starting ??= this.start().finally(() => (this.starting = null));
      await this.starting;
      this.replaced += 1;
    }
    return this.send(what, more, options);
  }

  send(what, more, { limit = SLOWEST, onStage, transfer = [] }) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end("slow"), limit);
      this.waiting.set(id, { resolve, reject, onStage, timer, stage: "" });
      this.worker.postMessage({ ...more, id, ask: what }, transfer);
    });
  }

  forget(id) {
    clearTimeout(this.waiting.get(id).timer);
    this.waiting.delete(id);
  }

  end(why) {
    // The worker is of no more use: who waits for it is told.
    this.worker?.terminate();
    this.worker = null;
    for (const [id, one] of [...this.waiting]) {
      this.forget(id);
      one.reject(new Died(why, one.stage));
    }
  }
}

async function plain(packed) {
  // From compressed base64 to plain base64: the address of the worker.
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const text = await new Response(stream).text();
  return btoa(unescape(encodeURIComponent(text)));
}

const office = new Office();

const engine = {
  stages: [
    ["unpacking", "unpacking the program"],
    ["starting", "starting Python"],
    ["loading", "loading the rules"],
  ],
  gone: "The checking program no longer starts. Reload this page.",

  unsupported() {
    const needed = ["Worker", "WebAssembly", "DecompressionStream", "OffscreenCanvas"];
    if (needed.every((name) => name in window)) return "";
    return "This browser is too old for this page. Use a current Edge, Chrome, Firefox or Safari.";
  },

  start: (onStage) => office.start(onStage),
  court: (code) => office.ask("court", { code }),
  licenses: () => office.ask("licenses"),
  whole: ({ rows, sections, chosen }) =>
    office.ask("whole", { rows, sections, chosen: JSON.stringify(chosen) }),

  async check({ file, name, number, chosen, password }) {
    const request = { name, number, password, chosen: JSON.stringify(chosen) };
    if (file.size > LARGEST) return giveUp(request, "it is too large for this page");
    for (const pictures of [true, false]) {
      let bytes;
      try {
        bytes = await file.arrayBuffer();
      } catch {
        return giveUp(request, "the browser could not read the file");
      }
      try {
        const more = { ...request, bytes: new Uint8Array(bytes), pictures };
        return await office.ask("check", more, { transfer: [bytes] });
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        // it was checked, and drawing its pages went wrong: once more, without
        if (error.stage === "drawing" && pictures) continue;
        const slow = `it took longer than ${SLOWEST / 1000} seconds`;
        return giveUp(request, error.message === "slow" ? slow : "the checking program broke on it");
      }
    }
    return undefined;
  },
};

function giveUp({ name, number, chosen }, reason) {
  return office.ask("giveUp", { name, number, reason, chosen });
}

